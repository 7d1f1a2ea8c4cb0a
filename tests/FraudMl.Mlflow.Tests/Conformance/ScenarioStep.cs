using System.Text.Json.Nodes;

namespace FraudMl.Mlflow.Tests;

/// <summary>A recorded request with its answer.</summary>
public sealed record ScenarioStep(
    string Name, string Method, string Path, IReadOnlyList<(string Key, string Value)> Query, JsonNode? Body, string? RawBody, bool IsUnordered, int Status, JsonNode? Answer)
{
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
            (string?)request["body_raw"],
            (bool?)step["unordered"] ?? false,
            (int)response["status"]!,
            response["body"] is { } answer ? Macros.Expand(answer) : null);
    }
}
