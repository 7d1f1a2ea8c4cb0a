namespace FraudMl;

/// <summary>Options of edited nearest neighbours.</summary>
public sealed record EditedNearestNeighborsOptions : ValidatedOptions
{
    /// <value>The nearest rows that are asked, at least 1. Default 3.</value>
    [Rule(AtLeast = 1), Tune(1, 7)]
    public int NeighborCount { get; init; } = 3;

    /// <value>When neighbours count as being of a row's class. Default <see cref="NeighborVote.All"/>.</value>
    [Tune]
    public NeighborVote Vote { get; init; }

    /// <value>The classes that rows are taken from. Default <see cref="CleanedClasses.Larger"/>.</value>
    public CleanedClasses Classes { get; init; }
}
