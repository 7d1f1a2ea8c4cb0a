using FraudMl.Onnx;

namespace FraudMl;

/// <summary>logit p = a · ln s − b · ln(1 − s) + c, where s = sigmoid(margin).</summary>
[StoredAs("beta")]
internal sealed record BetaCalibration(double A, double B, double C) : FittedCalibrator
{
    /// <summary>ln(1 + exp(x)), without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + SmallLogs.SoftplusTail(x);

    public override string Export(OnnxGraph graph, string margin)
    {
        string rising = Weighted(graph, B, margin), falling = Weighted(graph, A, graph.Node("Neg", [margin]));
        return graph.Node("Sigmoid", [graph.Node("Add", [graph.Node("Sub", [rising, falling]), graph.Doubles([C])])]);
    }

    public override void Check() => Damaged.Numbers([A, B, C], "the calibrator", "parameters");

    public override double Calibrate(double margin) =>
        LogOdds.ToProbability((B == 0 ? 0 : B * Softplus(margin)) - (A == 0 ? 0 : A * Softplus(-margin)) + C);

    // Infinity times a weight of 0 is 0 here.
    private static string Weighted(OnnxGraph graph, double weight, string x) =>
        weight == 0 ? Clamp(graph, x, 0, 0) : graph.Node("Mul", [Softplus(graph, x), graph.Doubles([weight])]);

    // max(x, 0) + ln(1 + exp(−|x|)); the operator of the same name may overflow.
    private static string Softplus(OnnxGraph graph, string x)
    {
        string tail = graph.Node("Exp", [graph.Node("Neg", [graph.Node("Abs", [x])])]);
        return graph.Node("Add", [graph.Node("Relu", [x]), graph.Node("Log", [graph.Node("Add", [tail, graph.Doubles([1])])])]);
    }
}
