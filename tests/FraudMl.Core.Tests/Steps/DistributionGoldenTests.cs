using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>Quantile and power transformations and bins against scikit-learn: in doubles, and through a Dataset's 32-bit floats.</summary>
public sealed class DistributionGoldenTests
{
    public static TheoryData<string> Quantiles => GoldenNumbers.Names("QuantileTransformer");

    public static TheoryData<string> Powers => GoldenNumbers.Names("PowerTransformer");

    public static TheoryData<string> Bins => GoldenNumbers.Names("KBinsDiscretizer");

    [Theory]
    [MemberData(nameof(Quantiles))]
    public void The_quantile_transformation_is_scikit_learns(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        double[][] train = GoldenNumbers.Data(golden, "train"), test = GoldenNumbers.Data(golden, "test");
        int count = (int)golden["params"]!["n_quantiles"]!;
        bool isNormal = (string)golden["params"]!["output_distribution"]! == "normal";
        for (int i = 0; i < train.Length; i++)
        {
            QuantileCurve curve = QuantileCurve.Learn(train[i].Sorted(), train[i].Length, count);
            foreach (string part in new[] { "train", "test" })
            {
                double[] want = GoldenNumbers.Columns(golden[part + "_out"]!)[i];
                double[] got = [.. GoldenNumbers.Data(golden, part)[i]
                    .Select(value => isNormal ? FittedQuantile.Normal(curve.Rank(value, 1e-7)) : curve.Rank(value, 0))];
                for (int row = 0; row < got.Length; row++) got[row].ShouldMatch(want[row], $"{part} row {row} column {i}");
            }
        }

        // A value that 32-bit floats round moves along the curve, whose slope the normal output has no bound for: compared are
        // columns that this can't show in.
        bool IsKept(int column)
        {
            double moved = train[column].Concat(test[column]).ToArray().Present().Max(value => Math.Abs(GoldenNumbers.Held(value) - value));
            return isNormal ? moved == 0
                : 2 * moved * QuantileCurve.Learn(train[column].Sorted(), train[column].Length, count).Slopes().Max() < 5e-7;
        }

        GoldenNumbers.ShouldMatch(golden, Quantile(count, isNormal), IsKept);
    }

    [Theory]
    [MemberData(nameof(Quantiles))]
    public void What_the_floats_of_a_dataset_hold_is_ranked_in_doubles(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        double[][] train = GoldenNumbers.Data(golden, "train"), test = GoldenNumbers.Data(golden, "test");
        int count = (int)golden["params"]!["n_quantiles"]!;
        bool isNormal = (string)golden["params"]!["output_distribution"]! == "normal";
        (FittedFeatures features, FeatureMatrix matrix) = FittedFeatures.Fit([Quantile(count, isNormal)], GoldenNumbers.Dataset(train),
            new StepContext(1, Folds.Stratified(2)));
        FeatureMatrix tested = features.Transform(GoldenNumbers.Dataset(test));
        for (int i = 0; i < train.Length; i++)
        {
            double[] held = [.. train[i].Select(GoldenNumbers.Held)];
            QuantileCurve curve = QuantileCurve.Learn(held.Sorted(), held.Length, count);
            double Want(double value) => isNormal ? FittedQuantile.Normal(curve.Rank(value, 1e-7)) : curve.Rank(value, 0);
            for (int row = 0; row < held.Length; row++) ((double)matrix.Row(row)[i])
                .ShouldMatch(Want(held[row]), $"train row {row} column {i}", 1e-6);
            for (int row = 0; row < test[i].Length; row++) ((double)tested.Row(row)[i])
                .ShouldMatch(Want(GoldenNumbers.Held(test[i][row])), $"test row {row} column {i}", 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Powers))]
    public void The_power_transformation_is_scikit_learns(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        PowerMethod method = (string)golden["params"]!["method"]! == "box-cox" ? PowerMethod.BoxCox : PowerMethod.YeoJohnson;
        bool standardize = (bool)golden["params"]!["standardize"]!;
        double[] powers = GoldenMetrics.Doubles(golden["fitted"]!["lambdas"]!), likelihoods = GoldenMetrics.Doubles(
            golden["fitted"]!["log_likelihood"]!);
        double[][] train = GoldenNumbers.Data(golden, "train");
        for (int i = 0; i < train.Length; i++)
        {
            double[] values = train[i].Present();
            (double fitted, double fittedMean, double fittedVariance) = PowerFunction.Fit(values, method);
            fitted.ShouldMatch(powers[i], $"lambda of column {i}", 1e-4);
            new PowerLikelihood(values, method).Of(fitted).ShouldMatch(likelihoods[i], $"likelihood of column {i}", 1e-8);

            double[] raised = [.. values.Select(value => PowerFunction.Of(value, powers[i], method))];
            (double mean, double scale) = standardize ? Scaling.Standard(raised, true, true) : (0, 1);
            if (standardize)
            {
                fittedMean.ShouldBe(mean, 1e-3, $"mean of column {i}");
                Math.Sqrt(fittedVariance).ShouldBe(scale, 1e-3, $"scale of column {i}");
            }

            foreach (string part in new[] { "train", "test" })
            {
                double[] data = GoldenNumbers.Data(golden, part)[i], want = GoldenNumbers.Columns(golden[part + "_out"]!)[i];
                for (int row = 0; row < data.Length; row++)
                    ((PowerFunction.Of(data[row], powers[i], method) - mean) / scale)
                        .ShouldMatch(want[row], $"{part} row {row} column {i}");
            }
        }

        GoldenNumbers.ShouldMatch(golden,
            new PowerStep(Columns.Numbers, new PowerOptions { Method = method, Standardize = standardize }), _ => true);
    }

    [Fact]
    public void Yeo_and_Johnsons_function_has_the_papers_values()
    {
        JsonObject golden = GoldenNumbers.Case("yeo_johnson_values");
        double[] values = GoldenMetrics.Doubles(golden["fitted"]!["x"]!), powers = GoldenMetrics.Doubles(golden["params"]!["lambdas"]!);
        for (int i = 0; i < powers.Length; i++)
        {
            bool losesDigits = Math.Min(Math.Abs(powers[i]), Math.Abs(powers[i] - 2)) is > 0 and < 1e-3;
            double[] want = GoldenMetrics.Doubles(golden["train_out"]![i]!);
            for (int j = 0; j < values.Length; j++)
                PowerFunction.Of(values[j], powers[i], PowerMethod.YeoJohnson)
                    .ShouldMatch(want[j], $"{values[j]} to {powers[i]}", losesDigits ? 1e-6 : 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Bins))]
    public void Bins_are_scikit_learns(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        JsonNode options = golden["params"]!;
        int count = (int)options["n_bins"]!;
        bool byWidth = (string)options["strategy"]! == "uniform", oneHot = (string)options["encode"]! != "ordinal";
        double[][] train = GoldenNumbers.Data(golden, "train"), test = GoldenNumbers.Data(golden, "test");
        int next = 0;
        for (int i = 0; i < train.Length; i++)
        {
            double[] edges = byWidth ? BinEdgesOf.Width(train[i].Sorted(), count) : BinEdgesOf.Quantile(train[i].Sorted(), count);
            if (edges.Length == 0) edges = [double.NegativeInfinity, double.PositiveInfinity];
            edges.ShouldMatch(golden["fitted"]!["bin_edges"]![i]!, $"edges of column {i}");
            int[] bins = [.. test[i].Select(value => edges[1..^1].Count(edge => edge <= value))];
            double[][] want = GoldenNumbers.Columns(golden["test_out"]!);
            for (int row = 0; row < bins.Length; row++) want[oneHot ? next + bins[row] : i][row].ShouldBe(oneHot ? 1 : bins[row],
                $"row {row} column {i}");
            next += edges.Length - 1;
        }

        // 32-bit floats do not hold the spread around 1e9, and with fewer bins there are fewer indicators.
        bool isHeld = !name.Contains("constant_columns", StringComparison.Ordinal);
        if (!isHeld && oneHot) return;
        GoldenNumbers.ShouldMatch(golden, new BinStep(Columns.Numbers, new BinOptions { BinCount = count,
            By = byWidth ? BinStrategy.Width : BinStrategy.Quantile, OneHot = oneHot }), column => isHeld || column < 5);
    }

    private static QuantileStep Quantile(int count, bool isNormal) =>
        new(Columns.Numbers, new QuantileOptions { QuantileCount = count,
            Output = isNormal ? OutputDistribution.Normal : OutputDistribution.Uniform });
}
