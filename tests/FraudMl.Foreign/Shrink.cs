using FraudMl;
using FraudMl.Onnx;

namespace Foreign;

/// <summary>Options of shrinking.</summary>
public sealed record ShrinkOptions : ValidatedOptions
{
    /// <value>The weight of the model's own probability. Default 0.9.</value>
    [Rule(AtLeast = 0, AtMost = 1)]
    public double Weight { get; init; } = 0.9;
}

/// <summary>Adds a calibrator that draws probabilities towards the fraud rate.</summary>
public static class ShrinkCatalog
{
    extension(Calibrators)
    {
        /// <summary>Returns the calibrator.</summary>
        /// <param name="options">The options.</param>
        public static ICalibrator Shrink(ShrinkOptions? options = null) => new ShrinkCalibrator(options ?? new ShrinkOptions());
    }
}

[DefinedAs("Calibrators.Shrink")]
internal sealed class ShrinkCalibrator(ShrinkOptions options) : ICalibrator
{
    public string Name => "foreign.shrink";

    public ValidatedOptions Options => options;

    public ICalibrator With(ValidatedOptions options) => new ShrinkCalibrator(options.As<ShrinkOptions>(Name));

    public FittedCalibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default) =>
        new ShrunkCalibration(options.Weight, (double)labels.Count(true) / labels.Length);
}

[StoredAs("foreign.shrink")]
internal sealed record ShrunkCalibration(double Weight, double FraudRatio) : FittedCalibrator
{
    public override void Check()
    {
        if (!(Weight is >= 0 and <= 1 && FraudRatio is >= 0 and <= 1))
            throw new FraudMlException("This model is damaged: its shrunk calibration is none.");
    }

    public override double Calibrate(double margin) => (Weight / (1 + Math.Exp(-margin))) + ((1 - Weight) * FraudRatio);

    public override string Export(OnnxGraph graph, string margin)
    {
        string own = graph.Node("Mul", [graph.Node("Sigmoid", [margin]), graph.Doubles([Weight])]);
        return graph.Node("Add", [own, graph.Doubles([(1 - Weight) * FraudRatio])]);
    }
}
