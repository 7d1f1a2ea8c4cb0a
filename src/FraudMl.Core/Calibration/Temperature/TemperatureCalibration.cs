using FraudMl.Onnx;

namespace FraudMl;

/// <summary>p = sigmoid(margin / temperature).</summary>
[StoredAs("temperature")]
internal sealed record TemperatureCalibration(double Temperature) : FittedCalibrator
{
    public override string Export(OnnxGraph graph, string margin) =>
        graph.Node("Sigmoid", [graph.Node("Div", [margin, graph.Doubles([Temperature])])]);

    public override void Check() =>
        Damaged.Unless(Temperature > 0 && double.IsFinite(Temperature), "the calibrator", "has a temperature that is not above 0");

    public override double Calibrate(double margin) => LogOdds.ToProbability(margin / Temperature);
}
