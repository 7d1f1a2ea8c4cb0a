namespace FraudMl;

/// <summary>p = sigmoid(margin + offset): the odds times a constant.</summary>
internal sealed record PriorCorrection(double LogOddsOffset) : FittedCalibrator
{
    public override double Calibrate(double margin) => LogOdds.ToProbability(margin + LogOddsOffset);
}
