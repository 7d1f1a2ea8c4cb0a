namespace FraudMl;

/// <summary>Options of Borderline-SMOTE.</summary>
public sealed record BorderlineSmoteOptions : OversamplingOptions
{
    /// <value>The nearest rows of the same class that a new row may lie towards, at least 1. Default 5.</value>
    [Rule(AtLeast = 1), Tune(3, 15, Cap = TuneCap.OtherFrauds)]
    public int NeighborCount { get; init; } = 5;

    /// <value>The nearest rows of either class that tell whether a row is in danger, at least 1. Default 10.</value>
    [Rule(AtLeast = 1), Tune(5, 20)]
    public int DangerNeighborCount { get; init; } = 10;

    /// <value>1: towards rows of the same class; 2: towards rows of either class, at most half way to the other one. Default 1.</value>
    [Rule(AtLeast = 1, AtMost = 2), Tune(1, 2)]
    public int Kind { get; init; } = 1;
}
