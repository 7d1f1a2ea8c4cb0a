using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>The cases of Golden/preprocess-numbers.json, made with scikit-learn (see <c>versions</c> in the file).</summary>
internal static class GoldenNumbers
{
    private static readonly JsonObject File = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine("Golden", "preprocess-numbers.json")))!
        .AsObject();

    public static TheoryData<string> Names(params string[] transformers) =>
        [.. File["cases"]!.AsArray().Where(golden => transformers.Contains((string)golden!["transformer"]!))
            .Select(golden => (string)golden!["name"]!)];

    public static JsonObject Case(string name) => File["cases"]!.AsArray().Single(golden => (string)golden!["name"]! == name)!.AsObject();

    /// <summary>Returns the columns of a case's <c>train</c> or <c>test</c> data.</summary>
    public static double[][] Data(JsonObject golden, string part) => Columns(File["data"]![(string)golden[part]!]!);

    /// <summary>Returns a table's columns.</summary>
    public static double[][] Columns(JsonNode rows) =>
        [.. Enumerable.Range(0, rows[0]!.AsArray().Count)
            .Select(i => rows.AsArray().Select(row => GoldenMetrics.Double(row![i])).ToArray())];

    public static double[] Present(this double[] values) => [.. values.Where(value => !double.IsNaN(value))];

    public static double[] Sorted(this double[] values) => [.. values.Present().Order()];

    /// <summary>Returns what a 32-bit float holds of a value.</summary>
    public static double Held(double value) => (float)value;

    public static Dataset Dataset(double[][] columns) => new(
    [
        .. columns.Select((values, i) => new NumberColumn($"c{i}", [.. values.Select(value => (float)value)])),
        new NumberColumn("label", [.. columns[0].Select((_, row) => row % 2f)], ColumnRoles.Label),
    ]);

    /// <summary>Fits a step through 32-bit floats and compares what it makes of training and test rows.</summary>
    public static void ShouldMatch(JsonObject golden, IFeatureStep step, Func<int, bool> isCompared)
    {
        (FittedFeatures features, FeatureMatrix matrix) = FittedFeatures.Fit([step], Dataset(Data(golden, "train")),
            new StepContext(1, Folds.Stratified(2)));
        ShouldMatch(matrix, Columns(golden["train_out"]!), isCompared, "train");
        ShouldMatch(features.Transform(Dataset(Data(golden, "test"))), Columns(golden["test_out"]!), isCompared, "test");
    }

    private static void ShouldMatch(FeatureMatrix got, double[][] want, Func<int, bool> isCompared, string what)
    {
        got.ColumnCount.ShouldBe(want.Length);
        got.RowCount.ShouldBe(want[0].Length);
        Enumerable.Range(0, want.Length).Count(isCompared).ShouldBeGreaterThan(0);
        for (int column = 0; column < want.Length; column++)
        {
            if (!isCompared(column)) continue;
            for (int row = 0; row < got.RowCount; row++)
                ((double)got.Row(row)[column]).ShouldMatch(want[column][row], $"{what} row {row} column {column}", 1e-6);
        }
    }
}
