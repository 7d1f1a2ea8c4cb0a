using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>The cases of Golden/samplers.json, made with imbalanced-learn (see <c>versions</c> in the file).</summary>
internal static class GoldenSamplers
{
    private static readonly JsonObject File = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine("Golden", "samplers.json")))!
        .AsObject();

    public static IEnumerable<JsonObject> TargetCounts => Objects("target_counts");

    /// <summary>Returns the cases of an oversampler that have all of some fields.</summary>
    public static IEnumerable<JsonObject> Over(string sampler, params string[] fields) =>
        Objects("oversamplers").Where(golden => (string)golden["sampler"]! == sampler && fields.All(field => golden[field] is not null));

    /// <summary>Returns the cases of an undersampler.</summary>
    public static IEnumerable<JsonObject> Under(string sampler) =>
        Objects("undersamplers").Where(golden => (string)golden["sampler"]! == sampler);

    public static TrainingData Data(JsonObject golden) => golden["data"] is { } name
        ? Of(File["data"]![(string)name!]!.AsObject(), "X")
        : Of(golden, "X_continuous", "X_categorical");

    public static int[] Integers(JsonNode array) => [.. array.AsArray().Select(value => (int)value!)];

    public static double[] Doubles(JsonNode array) => [.. array.AsArray().Select(value => (double)value!)];

    public static int[] Flat(JsonNode lists) => [.. lists.AsArray().SelectMany(list => Integers(list!))];

    public static int[] RowsOf(IEnumerable<Neighbor> neighbors) => [.. neighbors.Select(neighbor => neighbor.Row)];

    /// <summary>Returns what a method that makes rows of the smaller class is given.</summary>
    public static OversamplingTask Task(TrainingData data, int count = 10)
    {
        ClassRows classes = ClassRows.Of(data, "golden", CancellationToken.None);
        return new OversamplingTask("golden", data, classes.SmallerLabel, classes.Smaller, classes.Larger, count, new Random(1),
            new SyntheticRules(), Rows.Context());
    }

    private static TrainingData Of(JsonObject data, params string[] matrices)
    {
        float[][][] parts = [.. matrices.Select(
            name => data[name]!.AsArray().Select(row => row!.AsArray().Select(value => (float)(double)value!).ToArray()).ToArray())];
        return Rows.Of([.. Enumerable.Range(0, parts[0].Length).Select(row => parts.SelectMany(part => part[row]).ToArray())],
            [.. data["y"]!.AsArray().Select(label => (int)label! == 1)]);
    }

    private static IEnumerable<JsonObject> Objects(string name) => File[name]!.AsArray().Select(node => node!.AsObject());
}
