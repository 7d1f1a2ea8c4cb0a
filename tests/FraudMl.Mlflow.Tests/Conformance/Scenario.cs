using System.Text.Json.Nodes;

namespace FraudMl.Mlflow.Tests;

/// <summary>A recorded scenario.</summary>
public sealed record Scenario(IReadOnlyList<ScenarioStep> Steps)
{
    public static Scenario Read(string file)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file)))!;
        return new Scenario([.. root["steps"]!.AsArray().Select(step => ScenarioStep.Read(step!))]);
    }
}
