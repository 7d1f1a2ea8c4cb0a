using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FraudMl.Mlflow.Tests;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>Says a recorded request as an HTTP message, byte for byte: paths with <c>..</c> and all.</summary>
internal static class RecordedRequest
{
    private static readonly UriCreationOptions _asWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static HttpRequestMessage Create(JsonNode recorded, Bindings bindings, Uri server)
    {
        string path = EscapePath(bindings.Fill((string)recorded["path"]!));
        IEnumerable<string> query = (recorded["query"]?.AsArray() ?? [])
            .Select(pair => $"{Uri.EscapeDataString(pair![0]!.ToString())}={Uri.EscapeDataString(bindings.Fill(pair[1]!.ToString()))}");
        string target = query.Any() ? $"{path}?{string.Join('&', query)}" : path;
        if (!Uri.TryCreate($"{server.GetLeftPart(UriPartial.Authority)}{target}", _asWritten, out Uri? uri))
            throw new InvalidOperationException($"'{target}' is no path.");
        var message = new HttpRequestMessage(new HttpMethod((string)recorded["method"]!), uri);
        byte[]? body = BodyOf(recorded, bindings);
        if (body is not null || message.Method == HttpMethod.Post || message.Method == HttpMethod.Put || message.Method == HttpMethod.Patch)
            message.Content = new ByteArrayContent(body ?? []);
        foreach ((string name, JsonNode? value) in recorded["headers"]?.AsObject() ?? [])
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse((string)value!);
            else
                message.Headers.TryAddWithoutValidation(name, (string)value!);
        }

        return message;
    }

    private static byte[]? BodyOf(JsonNode recorded, Bindings bindings)
    {
        if ((string?)recorded["body_raw"] is { } raw)
            return Encoding.UTF8.GetBytes(bindings.Fill(raw));
        if ((string?)recorded["body_base64"] is { } base64)
            return Convert.FromBase64String(base64);
        return recorded["body"] is { } body ? Encoding.UTF8.GetBytes(bindings.Fill(Macros.Expand(body))!.ToJsonString()) : null;
    }

    private static string EscapePath(string path) =>
        string.Concat(path.Select(c => c is ' ' or > '~' ? Uri.EscapeDataString(c.ToString()) : c.ToString()));
}
