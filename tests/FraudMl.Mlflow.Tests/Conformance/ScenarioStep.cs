using System.Text;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow.Tests;

/// <summary>A recorded request with its answer.</summary>
public sealed record ScenarioStep(
    string Name, string Method, string Path, IReadOnlyList<(string Key, string Value)> Query, JsonNode? Body, byte[]? RawBody,
    bool IsUnordered, int Status, JsonNode? Answer)
{
    /// <summary>Says run_id where the recording says run_uuid, its older name, and the server takes both.</summary>
    public ScenarioStep WithRunId()
    {
        if (Body?["run_uuid"] is { } id && !Path.EndsWith("log-batch", StringComparison.Ordinal))
        {
            Body.AsObject().Remove("run_uuid");
            Body["run_id"] = id;
        }

        return this with { Query = [.. Query.Select(pair => (pair.Key == "run_uuid" ? "run_id" : pair.Key, pair.Value))] };
    }

    /// <summary>Whether a number is left out that a metric always has in C#.</summary>
    public bool LacksNumber => Path.EndsWith("/log-metric", StringComparison.Ordinal) ? Lacks(Body)
        : Path.EndsWith("/log-batch", StringComparison.Ordinal) && Body?["metrics"] is JsonArray metrics && metrics.Any(Lacks);

    private static bool Lacks(JsonNode? metric) => metric is JsonObject && (metric["value"] is null || metric["timestamp"] is null);

    private static byte[]? RawBytes(JsonNode request) =>
        (string?)request["body_raw"] is { } text ? Encoding.UTF8.GetBytes(text)
        : (string?)request["body_base64"] is { } base64 ? Convert.FromBase64String(base64)
        : null;

    public static ScenarioStep Read(JsonNode step)
    {
        JsonNode request = step["request"]!;
        JsonNode response = step["response"]!;
        return new ScenarioStep(
            (string)step["name"]!,
            (string)request["method"]!,
            (string)request["path"]!,
            [.. (request["query"]?.AsArray() ?? []).Select(pair => (pair![0]!.ToString(), pair[1]!.ToString()))],
            request["body"] is { } body ? Macros.Expand(body) : null,
            RawBytes(request),
            (bool?)step["unordered"] ?? false,
            (int)response["status"]!,
            response["body"] is { } answer ? Macros.Expand(answer) : null);
    }
}
