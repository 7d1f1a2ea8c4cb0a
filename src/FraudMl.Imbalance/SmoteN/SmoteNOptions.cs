namespace FraudMl;

/// <summary>Options of SMOTE-N.</summary>
public sealed record SmoteNOptions : OversamplingOptions
{
    /// <value>The nearest rows of the same class that a new row may lie towards, at least 1. Default 5.</value>
    [Rule(AtLeast = 1), Tune(3, 15, Cap = TuneCap.OtherFrauds)]
    public int NeighborCount { get; init; } = 5;
}
