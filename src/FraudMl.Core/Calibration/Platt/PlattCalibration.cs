namespace FraudMl;

/// <summary>p = sigmoid(slope · margin + intercept).</summary>
internal sealed record PlattCalibration(double Slope, double Intercept) : FittedCalibrator
{
    public override double Calibrate(double margin) => LogOdds.ToProbability(Slope * margin + Intercept);
}
