using FraudMl.Onnx;

namespace FraudMl;

/// <summary>p = sigmoid(margin + offset): the odds times a constant.</summary>
[StoredAs("prior")]
internal sealed record PriorCorrection(double LogOddsOffset) : FittedCalibrator
{
    public override string Export(OnnxGraph graph, string margin) =>
        graph.Node("Sigmoid", [graph.Node("Add", [margin, graph.Doubles([LogOddsOffset])])]);

    public override void Check() => Damaged.Numbers([LogOddsOffset], "the calibrator", "parameters");

    public override double Calibrate(double margin) => LogOdds.ToProbability(margin + LogOddsOffset);
}
