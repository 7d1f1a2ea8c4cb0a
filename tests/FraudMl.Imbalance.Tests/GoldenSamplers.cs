using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>The cases of Golden/samplers.json, made with imbalanced-learn (see <c>versions</c> in the file).</summary>
internal static class GoldenSamplers
{
    private static readonly JsonObject File = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine("Golden", "samplers.json")))!.AsObject();

    public static IEnumerable<JsonObject> NeighborLists => Objects("oversamplers").Where(golden => golden["neighbours"] is not null);

    public static IEnumerable<JsonObject> Interpolations => Objects("oversamplers").Where(golden => golden["interpolations"] is not null);

    public static IEnumerable<JsonObject> TargetCounts => Objects("target_counts");

    public static TrainingData Data(JsonObject golden)
    {
        JsonObject data = File["data"]![(string)golden["data"]!]!.AsObject();
        float[][] rows = [.. data["X"]!.AsArray().Select(row => row!.AsArray().Select(value => (float)(double)value!).ToArray())];
        return Rows.Of(rows, [.. data["y"]!.AsArray().Select(label => (int)label! == 1)]);
    }

    public static int[] Integers(JsonNode array) => [.. array.AsArray().Select(value => (int)value!)];

    private static IEnumerable<JsonObject> Objects(string name) => File[name]!.AsArray().Select(node => node!.AsObject());
}
