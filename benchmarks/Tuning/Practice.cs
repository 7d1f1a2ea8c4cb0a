using FraudMl.Options;

namespace FraudMl.Benchmarks;

/// <summary>Functions to develop on; none of the exam's.</summary>
internal static class Practice
{
    public static BlackBox[] All { get; } =
    [
        BlackBox.Of("Bohachevsky2", BlackBox.Box(-50, 80, 2), 0, x =>
            (x[0] * x[0]) + (2 * x[1] * x[1]) - (0.3 * Math.Cos(3 * Math.PI * x[0])) - (0.4 * Math.Cos(4 * Math.PI * x[1])) + 0.7),
        BlackBox.Of("Beale2", BlackBox.Box(-4.5, 4.5, 2), 0, x => BlackBox.Square(1.5 - x[0] + (x[0] * x[1]))
            + BlackBox.Square(2.25 - x[0] + (x[0] * x[1] * x[1])) + BlackBox.Square(2.625 - x[0] + (x[0] * x[1] * x[1] * x[1]))),
        BlackBox.Of("ZakharovShift5", BlackBox.Box(-5, 10, 5), 0, x =>
        {
            double half = x.Select((z, i) => 0.5 * (i + 1) * (z - 2)).Sum();
            return x.Sum(z => BlackBox.Square(z - 2)) + BlackBox.Square(half) + Math.Pow(half, 4);
        }),
        BlackBox.Of("DixonPrice4", BlackBox.Box(-10, 10, 4), 0, x =>
            BlackBox.Square(x[0] - 1) + Enumerable.Range(1, 3).Sum(i => (i + 1) * BlackBox.Square((2 * x[i] * x[i]) - x[i - 1]))),
        BlackBox.Of("Alpine5", BlackBox.Box(-8, 12, 5), 0, x => x.Sum(z => Math.Abs((z * Math.Sin(z)) + (0.1 * z)))),
        BlackBox.Of("Schwefel4", BlackBox.Box(-500, 500, 4), 0, x => (418.9828872724338 * 4)
            - x.Sum(z => z * Math.Sin(Math.Sqrt(Math.Abs(z))))),
        BlackBox.Of("Michalewicz5", BlackBox.Box(0, Math.PI, 5), -4.687658, x =>
            -x.Select((z, i) => Math.Sin(z) * Math.Pow(Math.Sin((i + 1) * z * z / Math.PI), 20)).Sum()),
        BlackBox.Of("SalomonShift4", BlackBox.Box(-100, 100, 4), 0, x =>
        {
            double norm = Math.Sqrt(x.Sum(z => BlackBox.Square(z - 23)));
            return 1 - Math.Cos(2 * Math.PI * norm) + (0.1 * norm);
        }),
        BlackBox.Of("SumPowersShift6", BlackBox.Box(-1, 1, 6), 0, x => x.Select((z, i) => Math.Pow(Math.Abs(z - 0.3), i + 2)).Sum()),
        new("Pipeline9", ParameterSpace.Empty.Range("depth", 1, 12, isInteger: true).Range("eta", 1e-3, 1, Scale.Log)
            .Choices("Learner", "a", "b").When("Learner", "a", a => a.Range("alpha", 1e-6, 100, Scale.Log).Range("p", 0, 1))
            .When("Learner", "b", b => b.Range("k", 1, 64, Scale.Log, isInteger: true).Choices("Kind", "x", "y", "z"))
            .Choices("Resampler", "none", "over").When("Resampler", "over", over => over.Range("ratio", 0.01, 1, Scale.Log)), Pipeline, 0),
    ];

    private static double Pipeline(ParameterSet set)
    {
        double Number(string name) => Convert.ToDouble(set.Values[name], System.Globalization.CultureInfo.InvariantCulture);
        double depth = Number("depth"), eta = Math.Log10(Number("eta"));
        double value = (0.02 * BlackBox.Square(depth - 5)) + (0.5 * BlackBox.Square(eta + 1.2)) + (0.1 * (depth - 5) * (eta + 1.2));
        value += (string)set.Values["Learner"] == "a"
            ? 0.1 + (0.05 * BlackBox.Square(Math.Log10(Number("alpha")) + 1)) + BlackBox.Square(Number("p") - 0.8)
            : (0.1 * BlackBox.Square(Math.Log2(Number("k")) - 3)) + ((string)set.Values["Kind"] switch { "x" => 0.2, "y" => 0, _ => 0.3 });
        return value + ((string)set.Values["Resampler"] == "none" ? 0.05 : 0.3 * BlackBox.Square(Math.Log10(Number("ratio")) + 1));
    }
}
