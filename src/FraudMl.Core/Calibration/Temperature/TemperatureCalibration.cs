using FraudMl.Onnx;

namespace FraudMl;

/// <summary>p = sigmoid(margin / temperature).</summary>
[StoredAs("temperature")]
internal sealed record TemperatureCalibration(double Temperature) : FittedCalibrator
{
    public override string Export(OnnxGraph graph, string margin) =>
        graph.Node("Sigmoid", [graph.Node("Div", [margin, graph.Doubles([Temperature])])]);

    internal override void Check() => Damaged.Numbers([Temperature], "the calibrator", "parameters");

    public override double Calibrate(double margin) => LogOdds.ToProbability(margin / Temperature);
}
