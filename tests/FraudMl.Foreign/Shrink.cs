using FraudMl;
using FraudMl.Onnx;

namespace Foreign;

/// <summary>Adds a calibrator that draws probabilities towards the fraud rate.</summary>
public static class ShrinkCatalog
{
    extension(Calibrators)
    {
        /// <summary>Returns the calibrator.</summary>
        /// <param name="weight">The weight of the model's own probability.</param>
        public static ICalibrator Shrink(double weight) => new ShrinkCalibrator(weight);
    }
}

internal sealed class ShrinkCalibrator(double weight) : ICalibrator
{
    public string Name => "foreign.shrink";

    public FittedCalibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default) =>
        new ShrunkCalibration(weight, (double)labels.Count(true) / labels.Length);
}

[StoredAs("foreign.shrink")]
internal sealed record ShrunkCalibration(double Weight, double FraudRatio) : FittedCalibrator
{
    public override double Calibrate(double margin) => (Weight / (1 + Math.Exp(-margin))) + ((1 - Weight) * FraudRatio);

    public override string Export(OnnxGraph graph, string margin)
    {
        string own = graph.Node("Mul", [graph.Node("Sigmoid", [margin]), graph.Doubles([Weight])]);
        return graph.Node("Add", [own, graph.Doubles([(1 - Weight) * FraudRatio])]);
    }
}
