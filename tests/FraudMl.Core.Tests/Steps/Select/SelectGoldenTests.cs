using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>The scores of selection against scikit-learn, in doubles.</summary>
public sealed class SelectGoldenTests
{
    public static TheoryData<string> Variances => EncoderGolden.Names("VarianceThreshold");

    public static TheoryData<string> Scores => EncoderGolden.Names("SelectKBest");

    [Theory, MemberData(nameof(Variances))]
    public void Variance_threshold_is_scikit_learns(string name)
    {
        JsonObject golden = EncoderGolden.Case(name);
        JsonArray rows = EncoderGolden.Rows(golden, "train");
        double threshold = (double)golden["params"]!["threshold"]!;
        double[][] columns = [.. Enumerable.Range(0, rows[0]!.AsArray().Count).Select(column => EncoderGolden.Column(rows, column))];

        for (int column = 0; column < columns.Length; column++)
        {
            double variance = GoldenMetrics.Double(golden["fitted"]!["variances"]![column]);
            VarianceRule.Score(columns[column], threshold: 1).ShouldMatch(variance, $"{column}");
        }

        int[] kept = [.. Enumerable.Range(0, columns.Length).Where(column => VarianceRule.Score(columns[column], threshold) > threshold)];
        kept.ShouldBe(golden["fitted"]!["kept"]!.AsArray().Select(column => (int)column!));
    }

    [Theory, MemberData(nameof(Scores))]
    public void Scores_and_the_columns_they_select_are_scikit_learns(string name)
    {
        JsonObject golden = EncoderGolden.Case(name);
        JsonArray rows = EncoderGolden.Rows(golden, "train");
        int[] classes = [.. EncoderGolden.Targets(golden).Select(target => (int)target)];
        double[] want = GoldenMetrics.Doubles(golden["fitted"]!["scores"]!);
        double[] got = [.. Enumerable.Range(0, want.Length)
            .Select(column => Score(golden["params"]!, EncoderGolden.Column(rows, column), classes))];

        for (int column = 0; column < want.Length; column++)
        {
            // Infinite in exact arithmetic, and whatever is left of the sums here.
            if (double.IsInfinity(want[column])) got[column].ShouldBeGreaterThan(1e20);
            else got[column].ShouldMatch(want[column], $"{column}");
        }

        foreach ((string count, JsonNode? selected) in golden["fitted"]!["selected"]?.AsObject() ?? [])
        {
            bool[] kept = BestRule.Largest(got, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
            Enumerable.Range(0, kept.Length).Where(column => kept[column])
                .ShouldBe(selected!.AsArray().Select(column => (int)column!).Order());
        }
    }

    [Fact]
    public void Stability_indices_are_those_of_the_formula()
    {
        // Where deciles repeat, Golden/drift.json has the value: a heavy one stands by itself there.
        Dictionary<string, double> heavy = JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "drift.json")))!["cases"]!.AsArray()
            .Where(golden => golden!["expected"]!["heavy"]!.AsArray().Count > 0)
            .ToDictionary(golden => (string)golden!["name"]!, golden => (double)golden!["expected"]!["psi"]!);
        foreach (JsonObject golden in EncoderGolden.Stability)
        {
            string name = (string)golden["name"]!;
            StabilityRule.StabilityIndex(GoldenMetrics.Doubles(golden["reference"]!), GoldenMetrics.Doubles(golden["actual"]!))
                .ShouldMatch(heavy.GetValueOrDefault(name, GoldenMetrics.Double(golden["psi"])), name);
        }
    }

    private static double Score(JsonNode given, double[] values, int[] classes) => (string)given["score"]! switch
    {
        "f_classif" => ClassScores.AnovaF(values, classes),
        "chi2" => ClassScores.ChiSquared(values, classes),
        _ when (bool)given["discrete"]! => MutualInformation.Discrete(values, classes),
        _ => MutualInformation.Continuous(values, classes, (int)given["n_neighbors"]!),
    };
}
