using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>Scalers, logarithms and clipping against scikit-learn: in doubles, and through a Dataset's 32-bit floats.</summary>
public sealed class ScalerGoldenTests
{
    public static TheoryData<string> Scalers => GoldenNumbers.Names("StandardScaler", "MinMaxScaler", "MaxAbsScaler", "RobustScaler");

    public static TheoryData<string> Clips => GoldenNumbers.Names("Winsorizer");

    public static TheoryData<string> Logs => GoldenNumbers.Names("Log1p", "SignedLog1p");

    [Theory]
    [MemberData(nameof(Scalers))]
    public void A_scaler_is_scikit_learns_in_doubles(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        double[][] train = GoldenNumbers.Data(golden, "train");
        for (int i = 0; i < train.Length; i++)
        {
            (double centre, double scale) = Learned(golden, train[i]);
            double room = 1e-9 + (1e-15 * Math.Abs(train[i].Present().Average()) / scale);
            foreach (string part in new[] { "train", "test" })
            {
                double[] values = GoldenNumbers.Data(golden, part)[i], want = GoldenNumbers.Columns(golden[part + "_out"]!)[i];
                for (int row = 0; row < values.Length; row++)
                {
                    Scaled(golden, values[row], centre, scale).ShouldMatch(want[row], $"{part} row {row} column {i}", room);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Scalers))]
    public void A_scaler_is_scikit_learns_through_a_dataset(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        double[][] train = GoldenNumbers.Data(golden, "train"), test = GoldenNumbers.Data(golden, "test");

        // A Dataset holds 32-bit floats: columns whose values or spread these round away have other results from the start.
        bool IsKept(int column)
        {
            double scale = Learned(golden, train[column]).Scale;
            double stored = Learned(golden, [.. train[column].Select(GoldenNumbers.Held)]).Scale;
            return Math.Abs(stored - scale) < 2.5e-7 * scale && train[column].Concat(test[column]).ToArray().Present()
                .All(value => Math.Abs(GoldenNumbers.Held(value) - value) < 2.5e-7 * scale);
        }

        GoldenNumbers.ShouldMatch(golden, Step(golden), IsKept);
    }

    [Theory]
    [MemberData(nameof(Scalers))]
    public void What_the_floats_of_a_dataset_hold_is_scaled_in_doubles(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        double[][] train = GoldenNumbers.Data(golden, "train"), test = GoldenNumbers.Data(golden, "test");
        (FittedFeatures features, FeatureMatrix matrix) = FittedFeatures.Fit([Step(golden)], GoldenNumbers.Dataset(train),
            new StepContext(1, Folds.Stratified(2)));
        FeatureMatrix tested = features.Transform(GoldenNumbers.Dataset(test));
        for (int i = 0; i < train.Length; i++)
        {
            double[] held = [.. train[i].Select(GoldenNumbers.Held)];
            if (held.Any(double.IsInfinity)) continue;
            (double centre, double scale) = Learned(golden, held);
            for (int row = 0; row < held.Length; row++) ((double)matrix.Row(row)[i])
                .ShouldMatch(Scaled(golden, held[row], centre, scale), $"train row {row} column {i}", 1e-6);
            for (int row = 0; row < test[i].Length; row++)
                ((double)tested.Row(row)[i]).ShouldMatch(Scaled(golden, GoldenNumbers.Held(test[i][row]), centre, scale),
                    $"test row {row} column {i}", 1e-6);
        }
    }

    [Fact]
    public void A_column_far_from_zero_keeps_its_digits()
    {
        double[] years = [2018, 2019, 2019, 2020, 2020, 2020, 2021];
        (double centre, double scale) = Scaling.Standard(years, true, true);

        FeatureMatrix matrix = FittedFeatures.Fit([new StandardizeStep(Columns.Numbers, new StandardizeOptions())],
            GoldenNumbers.Dataset([years]), new StepContext(1, Folds.Stratified(2))).Matrix;

        for (int row = 0; row < years.Length; row++) ((double)matrix.Row(row)[0])
            .ShouldMatch((years[row] - centre) / scale, $"{years[row]}", 1e-6);
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public void Clipping_is_done_at_numpys_quantiles(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        (double lower, double upper) = ((double)golden["params"]!["lower"]!, (double)golden["params"]!["upper"]!);
        double[][] train = GoldenNumbers.Data(golden, "train");

        train.Select(values => NumberValues.Quantile(values.Sorted(), lower)).ToArray().ShouldMatch(golden["fitted"]!["lower"]!, "lower");
        train.Select(values => NumberValues.Quantile(values.Sorted(), upper)).ToArray().ShouldMatch(golden["fitted"]!["upper"]!, "upper");
        GoldenNumbers.ShouldMatch(golden,
            new ClipStep(Columns.Numbers, new ClipOptions { LowerQuantile = lower, UpperQuantile = upper }), _ => true);
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void Logarithms_keep_their_digits_near_zero(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        double[] values = GoldenMetrics.Doubles(golden["fitted"]!["x"]!), want = GoldenMetrics.Doubles(golden["train_out"]!);
        for (int i = 0; i < values.Length; i++)
        {
            double got = FittedLog1p.Of(values[i], name == "SignedLog1p");
            got.ShouldMatch(want[i], $"{name} of {values[i]:R}");
            if (Math.Abs(want[i]) is > 0 and < 1) (got / want[i]).ShouldBe(1, 1e-15, $"{name} of {values[i]:R}");
        }
    }

    private static double Scaled(JsonObject golden, double value, double centre, double scale)
    {
        double scaled = (value - centre) / scale;
        return Clip(golden) is { } ends && !double.IsNaN(scaled) ? Math.Clamp(scaled, ends[0], ends[1]) : scaled;
    }

    private static (double Centre, double Scale) Learned(JsonObject golden, double[] column)
    {
        JsonNode options = golden["params"]!;
        return (string)golden["transformer"]! switch
        {
            "StandardScaler" => Scaling.Standard(column.Present(), (bool)options["with_mean"]!, (bool)options["with_std"]!),
            "MinMaxScaler" => Scaling.MinMax(column.Present(), (double)options["feature_range"]![0]!,
                (double)options["feature_range"]![1]!),
            "MaxAbsScaler" => Scaling.MaxAbs(column.Present()),
            _ => Scaling.Robust(column.Sorted(), Range(golden)[0], Range(golden)[1], (bool)options["unit_variance"]!),
        };
    }

    private static ScaleStep Step(JsonObject golden)
    {
        JsonNode options = golden["params"]!;
        return (string)golden["transformer"]! switch
        {
            "StandardScaler" => new StandardizeStep(Columns.Numbers,
                new StandardizeOptions { Center = (bool)options["with_mean"]!, Scale = (bool)options["with_std"]! }),
            "MinMaxScaler" => new MinMaxStep(Columns.Numbers, new MinMaxOptions
            {
                Low = (double)options["feature_range"]![0]!,
                High = (double)options["feature_range"]![1]!,
                Clip = (bool)options["clip"]!,
            }),
            "MaxAbsScaler" => new MaxAbsStep(Columns.Numbers),
            _ => new RobustStep(Columns.Numbers, new RobustOptions
            {
                LowerQuantile = Range(golden)[0],
                UpperQuantile = Range(golden)[1],
                UnitVariance = (bool)options["unit_variance"]!,
            }),
        };
    }

    private static double[] Range(JsonObject golden) =>
        [.. GoldenMetrics.Doubles(golden["params"]!["quantile_range"]!).Select(percent => percent / 100)];

    private static double[]? Clip(JsonObject golden) =>
        golden["params"]!["clip"] is { } clip && (bool)clip ? GoldenMetrics.Doubles(golden["params"]!["feature_range"]!) : null;
}
