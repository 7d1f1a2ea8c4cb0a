using System.Text;
using System.Text.Json.Nodes;
using FraudMl.Mlflow.Tests;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>Sends the steps of one scenario and compares the answers.</summary>
internal sealed class ConformanceReplay(Uri server) : IDisposable
{
    private readonly Bindings _bindings = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Returns what differs, or <see langword="null"/>.</summary>
    public async Task<string?> ReplayAsync(RecordedStep step)
    {
        using HttpRequestMessage request = RecordedRequest.Create(step.Request, _bindings, server);
        using HttpResponseMessage response = await _client.SendAsync(request);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        int status = (int)response.StatusCode;
        // Answers of status 500 are faults of the recorded server; a proper refusal is the right answer, and a real one still has them.
        if (step.Status == 500)
            return status is >= 400 and < 500 || RealMlflowServer.Program is not null
                ? null : $"expected a 4xx got {status} {Encoding.UTF8.GetString(body)}";
        if (status != step.Status)
            return $"expected {step.Status} got {status} {Encoding.UTF8.GetString(body)}";
        return HeaderDifference(step, response) ?? BodyDifference(step, body);
    }

    public void Dispose() => _client.Dispose();

    private static string? HeaderDifference(RecordedStep step, HttpResponseMessage response)
    {
        foreach ((string name, JsonNode? value) in step.Response["headers"]?.AsObject() ?? [])
        {
            // How long a JSON is depends on its spaces.
            if (name == "content-length")
                continue;
            IEnumerable<string> got = response.Headers.TryGetValues(name, out IEnumerable<string>? values)
                || response.Content.Headers.TryGetValues(name, out values) ? values : [];
            string[] expected = Parts((string)value!);
            if (!Parts(string.Join(",", got)).SequenceEqual(expected))
                return $"header {name}: expected {string.Join(", ", expected)} got {string.Join(", ", got)}";
        }

        return null;
    }

    /// <summary>Returns the members of a header's list in one order: that of <c>Allow</c> changes from run to run.</summary>
    private static string[] Parts(string header) =>
        [.. header.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).ToLowerInvariant().Split(',')
            .Order(StringComparer.Ordinal)];

    private string? BodyDifference(RecordedStep step, byte[] body)
    {
        if (step.Response["body"] is { } json)
            return _bindings.Difference(json, JsonNode.Parse(body), step.IsUnordered);
        if ((string?)step.Response["body_text"] is { } text && !_bindings.MatchesText(text, Encoding.UTF8.GetString(body)))
            return $"expected {text} got {Encoding.UTF8.GetString(body)}";
        if ((string?)step.Response["body_base64"] is { } base64 && !Convert.FromBase64String(base64).AsSpan().SequenceEqual(body))
            return "other bytes";
        return null;
    }
}
