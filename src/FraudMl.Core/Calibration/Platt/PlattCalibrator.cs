namespace FraudMl;

/// <summary>Platt scaling with smoothed targets, which keep separable classes finite.</summary>
internal sealed class PlattCalibrator : ICalibrator
{
    public string Name => "platt";

    public FittedCalibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights) =>
        PlattNewton.Fit(margins, labels, CalibrationRows.Check(Name, margins, labels, weights));
}
