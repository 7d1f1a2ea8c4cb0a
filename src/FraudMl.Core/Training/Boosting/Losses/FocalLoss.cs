namespace FraudMl;

/// <summary>The focal loss −(1 − q)^γ · ln q, q the probability given to the row's own class (Lin et al. 2017): easy
/// rows count for little.</summary>
/// <param name="Gamma">How little, in [0, 10]; 0 is the log loss.</param>
public sealed record FocalLoss(double Gamma = 2) : BoostingLoss
{
    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (!(Gamma >= 0 && Gamma <= 10)) yield return $"Gamma of FocalLoss must be in [0, 10]. Got {Gamma} instead.";
    }

    // The loss is not convex where q is small; there the curvature of the weighted log loss takes over.
    internal override (double Slope, double Curvature) At(double margin, bool fraud)
    {
        double q = Math.Max(LogOdds.ToProbability(margin), 1e-12), rest = LogOdds.ToProbability(-margin), log = Math.Log(q),
            easy = Math.Pow(rest, Gamma);
        double slope = easy * ((Gamma * q * log) - rest);
        double curvature = q * easy * ((Gamma * ((rest * log) - (Gamma * q * log) + rest)) + ((Gamma + 1) * rest));
        return (slope, Math.Max(curvature, Math.Max(easy * q * rest, 1e-16)));
    }
}
