namespace FraudMl;

/// <summary>The expected cost of deciding by chance with the model's probability: MissedFraud · (1 − p) of a fraud, FalseAlarm · p of
/// another row (Höppner et al. 2022).</summary>
/// <remarks>Costs that differ from row to row, such as amounts, go into the weight column and multiply these. Only
/// their ratio matters.</remarks>
/// <param name="MissedFraud">What a missed fraud costs, above 0.</param>
/// <param name="FalseAlarm">What a false alarm costs, above 0.</param>
public sealed record ExpectedCostLoss(double MissedFraud, double FalseAlarm) : BoostingLoss
{
    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (!(MissedFraud > 0 && FalseAlarm > 0 && double.IsFinite(MissedFraud + FalseAlarm)))
            yield return $"MissedFraud and FalseAlarm of ExpectedCostLoss must be greater than 0. Got {MissedFraud} "
                + $"and {FalseAlarm} instead.";
    }

    // The curvature is the absolute one, as the paper's, and never quite 0.
    internal override (double Slope, double Curvature) At(double margin, bool fraud)
    {
        double q = LogOdds.ToProbability(margin), change = q * LogOdds.ToProbability(-margin);
        double cost = (fraud ? MissedFraud : FalseAlarm) * 2 / (MissedFraud + FalseAlarm);
        return (-cost * change, Math.Max(cost * change * Math.Max(Math.Abs(1 - (2 * q)), 0.1), 1e-16));
    }
}
