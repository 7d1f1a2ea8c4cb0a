namespace FraudMl;

/// <summary>Options of NearMiss.</summary>
public sealed record NearMissOptions : ResamplingOptions
{
    /// <value>The version, 1 to 3. Default 1.</value>
    [Rule(AtLeast = 1, AtMost = 3)]
    public int Version { get; init; } = 1;

    /// <value>The rows of the smaller class that distances are summed over, at least 1. Default 3.</value>
    [Rule(AtLeast = 1), Tune(1, 10)]
    public int NeighborCount { get; init; } = 3;

    /// <value>Version 3: the nearest rows of the larger class that each row of the smaller one proposes, at least 1. Default 3.</value>
    [Rule(AtLeast = 1), Tune(1, 10)]
    public int ProposalCount { get; init; } = 3;
}
