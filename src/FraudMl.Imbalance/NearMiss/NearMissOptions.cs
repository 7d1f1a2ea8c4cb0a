namespace FraudMl;

/// <summary>Options of NearMiss.</summary>
public sealed record NearMissOptions : ResamplingOptions
{
    /// <value>Which rows are kept: NearMiss-1, -2 or -3. Default <see cref="NearMissVersion.Nearest"/>.</value>
    [Rule(AtLeast = 1, AtMost = 3), Tune]
    public NearMissVersion Version { get; init; } = NearMissVersion.Nearest;

    /// <value>The rows of the smaller class that distances are summed over, at least 1. Default 3.</value>
    [Rule(AtLeast = 1), Tune(1, 10, Cap = TuneCap.OtherFrauds)]
    public int NeighborCount { get; init; } = 3;

    /// <value><see cref="NearMissVersion.Proposed"/>: the nearest rows of the larger class that each row of the smaller one proposes,
    /// at least 1. Default 3.</value>
    [Rule(AtLeast = 1), Tune(1, 10)]
    public int ProposalCount { get; init; } = 3;
}
