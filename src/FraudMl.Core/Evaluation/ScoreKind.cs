namespace FraudMl.Evaluations;

/// <summary>What a score means.</summary>
public enum ScoreKind
{
    /// <summary>A probability in [0, 1].</summary>
    Probability,

    /// <summary>Any finite number that rises with the risk, for example log-odds; it has no Brier score, log loss
    /// or calibration error.</summary>
    Margin,
}
