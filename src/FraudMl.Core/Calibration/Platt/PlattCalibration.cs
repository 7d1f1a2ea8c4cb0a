using FraudMl.Onnx;

namespace FraudMl;

/// <summary>p = sigmoid(slope · margin + intercept).</summary>
[StoredAs("platt")]
internal sealed record PlattCalibration(double Slope, double Intercept) : FittedCalibrator
{
    public override string Export(OnnxGraph graph, string margin)
    {
        string scaled = graph.Node("Mul", [margin, graph.Doubles([Slope])]);
        return graph.Node("Sigmoid", [graph.Node("Add", [scaled, graph.Doubles([Intercept])])]);
    }

    public override void Check() => Damaged.Numbers([Slope, Intercept], "the calibrator", "parameters");

    public override double Calibrate(double margin) => LogOdds.ToProbability(Slope * margin + Intercept);
}
