using System.Text.Json.Nodes;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>A recorded request with its answer.</summary>
public sealed record RecordedStep(string Name, JsonNode Request, JsonNode Response, bool IsUnordered)
{
    public int Status => (int)Response["status"]!;

    public static RecordedStep[] ReadFile(string file)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file)))!;
        return [.. root["steps"]!.AsArray().Select(
            step => new RecordedStep((string)step!["name"]!, step["request"]!, step["response"]!, (bool?)step["unordered"] ?? false))];
    }
}
