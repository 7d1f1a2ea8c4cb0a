namespace FraudMl;

/// <summary>Options of selection by score.</summary>
public sealed record SelectBestOptions : ValidatedOptions
{
    /// <value>The score. Default <see cref="SelectionScore.MutualInformation"/>.</value>
    public SelectionScore Score { get; init; } = SelectionScore.MutualInformation;

    /// <value>How many columns stay; all when there are fewer. At least 1, default 10.</value>
    [Rule(AtLeast = 1), Tune(5, 100, Scale.Log)]
    public int Count { get; init; } = 10;

    /// <value>The neighbours of the mutual information of continuous columns. At least 1, default 3.</value>
    [Rule(AtLeast = 1)]
    public int NeighborCount { get; init; } = 3;
}
