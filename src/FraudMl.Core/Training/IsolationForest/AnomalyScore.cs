using FraudMl.Onnx;

namespace FraudMl;

/// <summary>The anomaly score 2^margin, where the margin is −E[h] / c(ψ).</summary>
[StoredAs("anomaly-score")]
internal sealed record AnomalyScore : FittedCalibrator
{
    public override double Calibrate(double margin) => Math.Pow(2, margin);

    public override string Export(OnnxGraph graph, string margin) => graph.Node("Pow", [graph.Doubles([2]), margin]);
}
