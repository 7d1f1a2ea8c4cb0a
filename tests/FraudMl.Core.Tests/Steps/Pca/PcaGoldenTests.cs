using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>Principal components against scikit-learn: in doubles, and through a Dataset's 32-bit floats.</summary>
public sealed class PcaGoldenTests
{
    public static TheoryData<string> Cases => GoldenNumbers.Names("PCA");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Principal_components_are_scikit_learns(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        double[][] train = GoldenNumbers.Data(golden, "train");
        int count = (int)golden["fitted"]!["n_components"]!;

        var got = PrincipalComponents.Of(train.Length, train[0].Length,
            (column, first, values) => train[column].AsSpan(first, values.Length).CopyTo(values));

        ShouldMatch(got.Means, GoldenMetrics.Doubles(golden["fitted"]!["mean"]!), "means");
        ShouldMatch(got.Variances[..count], GoldenMetrics.Doubles(golden["fitted"]!["explained_variance"]!), "variances");
        ShouldMatch([.. got.Variances[..count].Select(variance => variance / got.TotalVariance)],
            GoldenMetrics.Doubles(golden["fitted"]!["explained_variance_ratio"]!), "ratios");
        for (int i = 0; i < count; i++) ShouldMatch(got.Components[i], GoldenMetrics.Doubles(golden["fitted"]!["components_v_sign"]![i]!),
            $"component {i}");
        if (golden["params"]!["n_components"] is { } wanted && (double)wanted < 1) got.CountFor((double)wanted).ShouldBe(count);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_step_scores_as_scikit_learn_does(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        JsonNode? wanted = golden["params"]!["n_components"];
        var step = new PcaStep(Columns.Numbers, new PcaOptions
        {
            ComponentCount = wanted is not null && (double)wanted >= 1 ? (int)(double)wanted : null,
            VarianceRatio = wanted is not null && (double)wanted < 1 ? (double)wanted : null,
            Whiten = (bool)golden["params"]!["whiten"]!,
        });

        (FittedFeatures features, FeatureMatrix matrix) = FittedFeatures.Fit([step],
            GoldenNumbers.Dataset(GoldenNumbers.Data(golden, "train")), new StepContext(1, Folds.Stratified(2)));

        ShouldMatch(matrix, GoldenNumbers.Columns(golden["train_out"]!));
        ShouldMatch(features.Transform(GoldenNumbers.Dataset(GoldenNumbers.Data(golden, "test"))),
            GoldenNumbers.Columns(golden["test_out"]!));
        var fitted = (FittedPca)features.Steps.Single();
        fitted.ExplainedVarianceRatio.Length.ShouldBe((int)golden["fitted"]!["n_components"]!);
        fitted.Components.Length.ShouldBe(fitted.ExplainedVariance.Length);
    }

    private static void ShouldMatch(FeatureMatrix got, double[][] want)
    {
        for (int column = 0; column < want.Length; column++)
        {
            double largest = want[column].Max(Math.Abs);
            for (int row = 0; row < got.RowCount; row++)
                ((double)got.Row(row)[column]).ShouldBe(want[column][row], 1e-6 * Math.Max(1, largest), $"row {row} column {column}");
        }
    }

    private static void ShouldMatch(double[] got, double[] want, string what)
    {
        double room = 1e-7 * want.Max(Math.Abs);
        got.Length.ShouldBe(want.Length, what);
        for (int i = 0; i < got.Length; i++) got[i].ShouldBe(want[i], room, $"{what} {i}");
    }
}
