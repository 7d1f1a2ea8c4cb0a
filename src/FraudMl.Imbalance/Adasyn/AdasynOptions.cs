namespace FraudMl;

/// <summary>Options of ADASYN.</summary>
public sealed record AdasynOptions : OversamplingOptions
{
    /// <value>The nearest rows that tell how hard a row is, and those of the same class that a new row may lie towards,
    /// at least 1. Default 5.</value>
    [Rule(AtLeast = 1), Tune(3, 15, Cap = TuneCap.OtherFrauds)]
    public int NeighborCount { get; init; } = 5;

    /// <value>Whether exactly as many rows as asked are made, by largest remainder; false rounds each row's share, as
    /// imbalanced-learn does. Default true.</value>
    public bool ExactCount { get; init; } = true;
}
