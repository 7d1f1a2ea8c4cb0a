using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>The cases of Golden/metrics.json, made with scikit-learn (see <c>versions</c> in the file).</summary>
internal static class GoldenMetrics
{
    private static readonly JsonObject File = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine("Golden", "metrics.json")))!
        .AsObject();

    public static IEnumerable<JsonObject> Cases => File["cases"]!.AsArray().Select(node => node!.AsObject());

    public static IEnumerable<JsonObject> Invalid => File["invalid"]!.AsArray().Select(node => node!.AsObject());

    public static TheoryData<string> Names => [.. Cases.Select(golden => (string)golden["name"]!)];

    public static JsonObject Case(string name) => Cases.Single(golden => (string)golden["name"]! == name);

    public static ScoredRows Rows(JsonObject golden) => new(Labels(golden["y"]!), Doubles(golden["score"]!), new()
    {
        Weights = golden["weight"] is { } weights ? Doubles(weights) : null,
        Kind = (string?)golden["kind"] == "margin" ? ScoreKind.Margin : ScoreKind.Probability,
        Threshold = golden["threshold"] is { } threshold ? Double(threshold) : null,
    });

    public static bool[] Labels(JsonNode array) => [.. array.AsArray().Select(label => (int)label! == 1)];

    public static double[] Doubles(JsonNode array) => [.. array.AsArray().Select(Double)];

    /// <summary>Reads a number; "NaN" and infinities are strings, null is NaN.</summary>
    public static double Double(JsonNode? node) => node switch
    {
        null => double.NaN,
        _ when node.GetValueKind() == System.Text.Json.JsonValueKind.String => (string)node! switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => double.NaN,
        },
        _ => (double)node,
    };

    public static void ShouldMatch(this double got, double want, string what, double tolerance = 1e-9)
    {
        if (double.IsNaN(want) || double.IsInfinity(want)) got.ShouldBe(want, what);
        else Math.Abs(got - want).ShouldBeLessThanOrEqualTo(tolerance * Math.Max(1, Math.Abs(want)), $"{what}: got {got:R}, want {want:R}");
    }

    public static void ShouldMatch(this IReadOnlyList<double> got, JsonNode want, string what)
    {
        double[] wanted = Doubles(want);
        got.Count.ShouldBe(wanted.Length, what);
        for (int i = 0; i < wanted.Length; i++) got[i].ShouldMatch(wanted[i], $"{what}[{i}]");
    }
}
