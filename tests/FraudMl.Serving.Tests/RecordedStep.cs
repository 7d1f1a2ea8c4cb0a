using System.Net;
using System.Text.Json;

namespace FraudMl.Serving.Tests;

/// <summary>A request that was sent to MLflow's own scoring server, and what it answered.</summary>
internal sealed record RecordedStep(string Name, HttpMethod Method, string Path, string? ContentType, byte[]? Body, HttpStatusCode Status,
    JsonElement? Answer)
{
    public static IEnumerable<RecordedStep> Of(string scenario)
    {
        using JsonDocument recorded = JsonDocument.Parse(
            File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", $"{scenario}.json")));
        foreach (JsonElement step in recorded.RootElement.GetProperty("steps").Clone().EnumerateArray())
        {
            JsonElement request = step.GetProperty("request");
            JsonElement response = step.GetProperty("response");
            byte[]? body = request.TryGetProperty("body", out JsonElement json) ? JsonSerializer.SerializeToUtf8Bytes(json)
                : request.TryGetProperty("body_raw", out JsonElement raw) ? System.Text.Encoding.UTF8.GetBytes(raw.GetString()!) : null;
            yield return new RecordedStep(
                step.GetProperty("name").GetString()!,
                new HttpMethod(request.GetProperty("method").GetString()!),
                request.GetProperty("path").GetString()!,
                request.TryGetProperty("headers", out JsonElement headers) && headers.ValueKind == JsonValueKind.Object
                    ? headers.GetProperty("Content-Type").GetString() : null,
                body,
                (HttpStatusCode)response.GetProperty("status").GetInt32(),
                response.TryGetProperty("body", out JsonElement answer) ? answer : null);
        }
    }

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, Path);
        if (Body is null) return request;
        request.Content = new ByteArrayContent(Body);
        if (ContentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return request;
    }
}
