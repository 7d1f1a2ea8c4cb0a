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
                    double got = (values[row] - centre) / scale;
                    if (Clip(golden) is { } ends && !double.IsNaN(got)) got = Math.Clamp(got, ends[0], ends[1]);
                    got.ShouldMatch(want[row], $"{part} row {row} column {i}", room);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Scalers))]
    public void A_scaler_is_scikit_learns_through_a_dataset(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        double[][] train = GoldenNumbers.Data(golden, "train");

        // Only columns whose scale is left when they are stored as 32-bit floats, and whose centre, rounded by |centre| · 2⁻²⁴, stays within the tolerance.
        bool IsKept(int column)
        {
            (double centre, double scale) = Learned(golden, train[column]);
            double stored = Learned(golden, [.. train[column].Select(value => (double)(float)value)]).Scale;
            return train[column].Present().Max(Math.Abs) < 1e30 && Math.Abs(stored - scale) < 1e-6 * scale && Math.Abs(centre) * Math.Pow(2, -24) < 5e-7 * scale;
        }

        GoldenNumbers.ShouldMatch(golden, Step(golden), IsKept);
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
        GoldenNumbers.ShouldMatch(golden, new ClipStep(Columns.Numbers, new ClipOptions { LowerQuantile = lower, UpperQuantile = upper }), _ => true);
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

    private static (double Centre, double Scale) Learned(JsonObject golden, double[] column)
    {
        JsonNode options = golden["params"]!;
        return (string)golden["transformer"]! switch
        {
            "StandardScaler" => Scaling.Standard(column.Present(), (bool)options["with_mean"]!, (bool)options["with_std"]!),
            "MinMaxScaler" => Scaling.MinMax(column.Present(), (double)options["feature_range"]![0]!, (double)options["feature_range"]![1]!),
            "MaxAbsScaler" => Scaling.MaxAbs(column.Present()),
            _ => Scaling.Robust(column.Sorted(), Range(golden)[0], Range(golden)[1], (bool)options["unit_variance"]!),
        };
    }

    private static ScaleStep Step(JsonObject golden)
    {
        JsonNode options = golden["params"]!;
        return (string)golden["transformer"]! switch
        {
            "StandardScaler" => new StandardizeStep(Columns.Numbers, new StandardizeOptions { Center = (bool)options["with_mean"]!, Scale = (bool)options["with_std"]! }),
            "MinMaxScaler" => new MinMaxStep(Columns.Numbers, new MinMaxOptions
            {
                Low = (double)options["feature_range"]![0]!, High = (double)options["feature_range"]![1]!, Clip = (bool)options["clip"]!,
            }),
            "MaxAbsScaler" => new MaxAbsStep(Columns.Numbers),
            _ => new RobustStep(Columns.Numbers, new RobustOptions
            {
                LowerQuantile = Range(golden)[0], UpperQuantile = Range(golden)[1], UnitVariance = (bool)options["unit_variance"]!,
            }),
        };
    }

    private static double[] Range(JsonObject golden) => [.. GoldenMetrics.Doubles(golden["params"]!["quantile_range"]!).Select(percent => percent / 100)];

    private static double[]? Clip(JsonObject golden) =>
        golden["params"]!["clip"] is { } clip && (bool)clip ? GoldenMetrics.Doubles(golden["params"]!["feature_range"]!) : null;
}
