using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>The cases of Golden/encoders.json, made with scikit-learn (see <c>versions</c> in the file).</summary>
internal static class EncoderGolden
{
    private static readonly JsonObject File = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine("Golden", "encoders.json")))!
        .AsObject();

    public static IEnumerable<JsonObject> Stability => File["stability"]!.AsArray().Select(node => node!.AsObject());

    public static TheoryData<string> Names(params string[] transformers) =>
        [.. File["cases"]!.AsArray().Where(golden => transformers.Contains((string)golden!["transformer"]!))
            .Select(golden => (string)golden!["name"]!)];

    public static JsonObject Case(string name) => File["cases"]!.AsArray().Single(golden => (string)golden!["name"]! == name)!.AsObject();

    public static JsonArray Rows(JsonObject golden, string part) => File["data"]![(string)golden[part]!]!.AsArray();

    public static double[] Targets(JsonObject golden) => GoldenMetrics.Doubles(golden["y"]!);

    /// <summary>Returns a column of numbers.</summary>
    public static double[] Column(JsonArray rows, int column) => [.. rows.Select(row => GoldenMetrics.Double(row![column]))];

    /// <summary>Returns the texts as a dataset; the columns of a case that names one are that one alone.</summary>
    public static Dataset Texts(JsonObject golden, string part)
    {
        JsonArray rows = Rows(golden, part);
        int[] columns = golden["column"] is { } only ? [(int)only] : [.. Enumerable.Range(0, rows[0]!.AsArray().Count)];
        float[] labels = golden["y"] is { } y && part == "train" ? [.. GoldenMetrics.Doubles(y).Select(target => target > 0.5 ? 1f : 0f)]
            : [.. rows.Select((_, row) => row % 2f)];
        return new Dataset([.. columns.Select(column => Text(rows, column)), new NumberColumn("label", labels, ColumnRoles.Label)]);
    }

    /// <summary>Fits a step on the training rows, and compares what it gives for them, when scored, and for the test rows.</summary>
    public static void ShouldMatch(JsonObject golden, IFeatureStep step)
    {
        FittedFeatures features = FittedFeatures.Fit([step], Texts(golden, "train"), new StepContext(1, Folds.Stratified(2))).Features;
        ShouldMatch(features.Transform(Texts(golden, "train")), golden["train_out"]!.AsArray(), "train");
        ShouldMatch(features.Transform(Texts(golden, "test")), golden["test_out"]!.AsArray(), "test");
    }

    private static void ShouldMatch(FeatureMatrix got, JsonArray want, string what)
    {
        got.RowCount.ShouldBe(want.Count);
        for (int row = 0; row < want.Count; row++)
        {
            double[] wanted = want[row] is JsonArray values ? GoldenMetrics.Doubles(values) : [GoldenMetrics.Double(want[row])];
            got.ColumnCount.ShouldBe(wanted.Length);
            for (int column = 0; column < wanted.Length; column++)
                ((double)got.Row(row)[column]).ShouldMatch(wanted[column], $"{what} row {row} column {column}", 1e-6);
        }
    }

    private static TextColumn Text(JsonArray rows, int column)
    {
        var dictionary = new TextDictionary([.. rows.Select(row => (string?)row![column]).OfType<string>().Distinct()]);
        return new TextColumn($"c{column}", [.. rows.Select(row => dictionary.CodeOf((string?)row![column]))], dictionary);
    }
}
