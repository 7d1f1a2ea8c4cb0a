using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>Encoders against scikit-learn (Golden/preprocess.json), through a Dataset.</summary>
public sealed class StepGoldenTests
{
    private static readonly JsonObject Golden = JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "preprocess.json")))!.AsObject();

    public static TheoryData<string> OneHots => Names("OneHotEncoder");

    [Theory]
    [MemberData(nameof(OneHots))]
    public void One_hot_is_scikit_learns(string name)
    {
        JsonObject golden = Case(name);
        bool refuses = (string)golden["params"]!["handle_unknown"]! == "error";
        var step = new OneHotStep(Columns.Texts, new OneHotOptions { Unknown = refuses ? UnknownCategory.Error : UnknownCategory.Ignore });
        if (!refuses)
        {
            ShouldMatch(golden, step, Texts, _ => true);
            return;
        }

        FittedFeatures features = Fit(golden, step, Texts).Features;
        Should.Throw<FraudMlException>(() => features.Transform(Texts(Rows(golden, "test")))).Message
            .ShouldContain("has a category that training did not see. Use UnknownCategory.Ignore to give it zeros.");
    }

    private static void ShouldMatch(JsonObject golden, IFeatureStep step, Func<JsonArray, Dataset> data, Func<int, bool> isCompared)
    {
        (FittedFeatures features, FeatureMatrix matrix) = Fit(golden, step, data);
        ShouldMatch(matrix, golden["train_out"]!.AsArray(), isCompared, "train");
        ShouldMatch(features.Transform(data(Rows(golden, "test"))), golden["test_out"]!.AsArray(), isCompared, "test");
    }

    private static void ShouldMatch(FeatureMatrix got, JsonArray want, Func<int, bool> isCompared, string what)
    {
        got.RowCount.ShouldBe(want.Count);
        got.ColumnCount.ShouldBe(want[0]!.AsArray().Count);
        for (int row = 0; row < want.Count; row++)
        {
            for (int column = 0; column < got.ColumnCount; column++)
            {
                if (isCompared(column)) ((double)got.Row(row)[column])
                    .ShouldMatch(GoldenMetrics.Double(want[row]![column]), $"{what} row {row} column {column}", 1e-6);
            }
        }
    }

    private static (FittedFeatures Features, FeatureMatrix Matrix) Fit(JsonObject golden, IFeatureStep step,
        Func<JsonArray, Dataset> data) =>
        FittedFeatures.Fit([step], data(Rows(golden, "train")), new StepContext(1, Folds.Stratified(2)));

    private static TheoryData<string> Names(string transformer) =>
        [.. Golden["cases"]!.AsArray().Where(golden => (string)golden!["transformer"]! == transformer)
            .Select(golden => (string)golden!["name"]!)];

    private static JsonObject Case(string name) =>
        Golden["cases"]!.AsArray().Single(golden => (string)golden!["name"]! == name)!.AsObject();

    private static JsonArray Rows(JsonObject golden, string part) => Golden["data"]![(string)golden[part]!]!.AsArray();

    private static Dataset Texts(JsonArray rows) => Table(rows, (name, column) =>
    {
        var dictionary = new TextDictionary([.. rows.Select(row => (string?)row![column]).OfType<string>().Distinct()]);
        return new TextColumn(name, [.. rows.Select(row => dictionary.CodeOf((string?)row![column]))], dictionary);
    });

    private static Dataset Table(JsonArray rows, Func<string, int, DataColumn> column) => new(
    [
        .. Enumerable.Range(0, rows[0]!.AsArray().Count).Select(i => column($"c{i}", i)),
        new NumberColumn("label", [.. rows.Select((_, row) => row % 2f)], ColumnRoles.Label),
    ]);
}
