namespace FraudMl;

/// <summary>Beta calibration with Platt's smoothed targets, which keep separable classes finite.</summary>
[DefinedAs("Calibrators.Beta")]
internal sealed class BetaCalibrator : ICalibrator
{
    public string Name => "beta";

    public ValidatedOptions Options => NoOptions.Instance;

    public ICalibrator With(ValidatedOptions options)
    {
        _ = options.As<NoOptions>(Name);
        return this;
    }

    public override string ToString() => PartText.Of(this);

    public FittedCalibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        double[] checkedWeights = CalibrationRows.Check(Name, margins, labels, weights), targets = PlattNewton.SmoothedTargets(labels,
            checkedWeights);
        double[] falling = new double[margins.Length], rising = new double[margins.Length];
        for (int i = 0; i < margins.Length; i++)
            (falling[i], rising[i]) = (-BetaCalibration.Softplus(-margins[i]), BetaCalibration.Softplus(margins[i]));
        (double a, double b, double c) = BetaNewton.Regress(falling, rising, targets, checkedWeights);
        if (a >= 0 && b >= 0) return new BetaCalibration(a, b, c);

        // The map must not fall: the parameter that would make it is left out (Kull et al. 2017).
        (double slope, double intercept) = PlattNewton.Regress(a < 0 ? rising : falling, targets, checkedWeights);
        if (slope < 0)
        {
            double rate = targets.Zip(checkedWeights, (target, weight) => target * weight).Sum() / checkedWeights.Sum();
            return new BetaCalibration(0, 0, LogOdds.Of(rate));
        }
        return a < 0 ? new BetaCalibration(0, slope, intercept) : new BetaCalibration(slope, 0, intercept);
    }
}
