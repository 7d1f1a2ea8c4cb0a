using FraudMl;
using FraudMl.Options;

namespace FraudMl.Benchmarks;

/// <summary>A function to minimise, its box and its optimum.</summary>
internal sealed record BlackBox(string Name, ParameterSpace Space, Func<ParameterSet, double> Value, double Optimum)
{
    private static readonly double[] Alpha = [1.0, 1.2, 3.0, 3.2];

    private static readonly double[][] A3 = [[3, 10, 30], [.1, 10, 35], [3, 10, 30], [.1, 10, 35]];
    private static readonly double[][] P3 = [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]];

    private static readonly double[][] A6 =
        [[10, 3, 17, 3.5, 1.7, 8], [.05, 10, 17, .1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, .05, 10, .1, 14]];

    private static readonly double[][] P6 =
        [[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650],
            [4047, 8828, 8732, 5743, 1091, 381]];

    /// <value>The fourteen of the exam, with the boxes of the recorded peers.</value>
    public static BlackBox[] Exam { get; } =
    [
        Of("Branin2", [(-5, 10), (0, 15)], 0.397887, x =>
            Square(x[1] - (5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0]) + (5 / Math.PI * x[0]) - 6)
                + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x[0])) + 10),
        Of("Camel6_2", [(-3, 3), (-2, 2)], -1.031628, x => ((4 - (2.1 * x[0] * x[0]) + (Math.Pow(x[0], 4) / 3)) * x[0] * x[0])
            + (x[0] * x[1])
            + ((-4 + (4 * x[1] * x[1])) * x[1] * x[1])),
        Of("GoldsteinPrice2", Box(-2, 2, 2), 3, x => Goldstein(x[0], x[1])),
        Of("Hartmann3", Box(0, 1, 3), -3.86278, x => Hartmann(x, A3, P3)),
        Of("Hartmann6", Box(0, 1, 6), -3.32237, x => Hartmann(x, A6, P6)),
        Of("SphereShift5", Box(-5.12, 5.12, 5), 0, x => x.Sum(z => Square(z - 1.5))),
        Of("EllipsoidShift5", Box(-5.12, 5.12, 5), 0, x => x.Select((z, i) => Math.Pow(10, 6 * i / 4.0) * Square(z - 1.5)).Sum()),
        Of("Rosenbrock5", Box(-5, 10, 5), 0, x => Enumerable.Range(0, 4).Sum(i =>
            (100 * Square(x[i + 1] - (x[i] * x[i]))) + Square(1 - x[i]))),
        Of("RastriginShift5", Box(-5.12, 5.12, 5), 0, x => 50 + x.Sum(z => Square(z - 1.5) - (10 * Math.Cos(2 * Math.PI * (z - 1.5))))),
        Of("AckleyShift5", Box(-32.768, 32.768, 5), 0, x => Ackley([.. x.Select(z => z - 9)])),
        Of("Levy5", Box(-10, 10, 5), 0, Levy),
        Of("StyblinskiTang5", Box(-5, 5, 5), -195.82995, x => 0.5 * x.Sum(z => Math.Pow(z, 4) - (16 * z * z) + (5 * z))),
        Of("GriewankShift5", Box(-600, 600, 5), 0, x => x.Sum(z => Square(z - 150) / 4000)
            - x.Select((z, i) => Math.Cos((z - 150) / Math.Sqrt(i + 1))).Aggregate(1.0, (product, cosine) => product * cosine) + 1),
        new("MixedGBDT7", ParameterSpace.Empty.Range("lr", 1e-4, 1, Scale.Log).Range("l2", 1e-8, 10, Scale.Log)
            .Range("leaves", 4, 1024, Scale.Log, isInteger: true).Range("min_child", 1, 256, Scale.Log, isInteger: true)
            .Choices("Booster", "gbdt", "dart", "goss").When("Booster", "dart", dart => dart.Range("drop", 0, 0.9))
            .When("Booster", "goss", goss => goss.Range("top", 0.05, 0.6).Range("other", 0.05, 0.4)), Mixed, 0),
    ];

    /// <summary>Returns a function of numbers only.</summary>
    public static BlackBox Of(string name, (double Low, double High)[] box, double optimum, Func<double[], double> value)
    {
        ParameterSpace space = ParameterSpace.Empty;
        for (int i = 0; i < box.Length; i++) space = space.Range($"x{i}", box[i].Low, box[i].High);
        string[] names = [.. box.Select((_, i) => $"x{i}")];
        return new(name, space, set => value([.. names.Select(known => (double)set.Values[known])]), optimum);
    }

    public static (double Low, double High)[] Box(double low, double high, int count) => [.. Enumerable.Repeat((low, high), count)];

    public static double Square(double x) => x * x;

    private static double Goldstein(double a, double b) =>
        (1 + (Square(a + b + 1) * (19 - (14 * a) + (3 * a * a) - (14 * b) + (6 * a * b) + (3 * b * b))))
        * (30 + (Square((2 * a) - (3 * b)) * (18 - (32 * a) + (12 * a * a) + (48 * b) - (36 * a * b) + (27 * b * b))));

    private static double Hartmann(double[] x, double[][] a, double[][] p) => -Enumerable.Range(0, 4)
        .Sum(i => Alpha[i] * Math.Exp(-x.Select((z, j) => a[i][j] * Square(z - (1e-4 * p[i][j]))).Sum()));

    private static double Ackley(double[] x) => (-20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(z => z * z))))
        - Math.Exp(x.Average(z => Math.Cos(2 * Math.PI * z))) + 20 + Math.E;

    private static double Levy(double[] x)
    {
        double[] w = [.. x.Select(z => 1 + ((z - 1) / 4))];
        return Square(Math.Sin(Math.PI * w[0]))
            + w[..^1].Sum(z => Square(z - 1) * (1 + (10 * Square(Math.Sin((Math.PI * z) + 1)))))
            + (Square(w[^1] - 1) * (1 + Square(Math.Sin(2 * Math.PI * w[^1]))));
    }

    private static double Mixed(ParameterSet set)
    {
        double Number(string name) => Convert.ToDouble(set.Values[name], System.Globalization.CultureInfo.InvariantCulture);
        double u = Math.Log10(Number("lr")) + 1.4, s = Math.Log2(Number("leaves")) - 5.5;
        double v = (u * u) + (0.15 * Square(Math.Log10(Number("l2")) + 2)) + (0.15 * s * s)
            + (0.075 * Square(Math.Log2(Number("min_child")) - 4))
            + (0.125 * u * s);
        return (string)set.Values["Booster"] switch
        {
            "gbdt" => v + 0.10,
            "dart" => v + 0.05 + (2 * Square(Number("drop") - 0.15)),
            _ => v + (3 * Square(Number("top") - 0.25)) + (3 * Square(Number("other") - 0.1)),
        };
    }
}
