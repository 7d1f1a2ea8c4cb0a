namespace FraudMl;

/// <summary>Platt scaling with smoothed targets, which keep separable classes finite.</summary>
[DefinedAs("Calibrators.Platt")]
internal sealed class PlattCalibrator : ICalibrator
{
    public string Name => "platt";

    public ValidatedOptions Options => NoOptions.Instance;

    public ICalibrator With(ValidatedOptions options)
    {
        _ = options.As<NoOptions>(Name);
        return this;
    }

    public override string ToString() => PartText.Of(this);

    public FittedCalibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights) =>
        PlattNewton.Fit(margins, labels, CalibrationRows.Check(Name, margins, labels, weights));
}
