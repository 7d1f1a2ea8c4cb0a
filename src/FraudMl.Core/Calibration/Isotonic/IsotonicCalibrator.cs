namespace FraudMl;

/// <summary>Isotonic regression of the label on the margin.</summary>
[DefinedAs("Calibrators.Isotonic")]
internal sealed class IsotonicCalibrator : ICalibrator
{
    public string Name => "isotonic";

    public ValidatedOptions Options => NoOptions.Instance;

    public ICalibrator With(ValidatedOptions options)
    {
        _ = options.As<NoOptions>(Name);
        return this;
    }

    public override string ToString() => PartText.Of(this);

    public FittedCalibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        double[] checkedWeights = CalibrationRows.Check(Name, margins, labels, weights);
        var targets = new double[labels.Length];
        for (int i = 0; i < targets.Length; i++) targets[i] = labels[i] ? 1 : 0;
        return PoolAdjacentViolators.Fit(margins, targets, checkedWeights);
    }
}
