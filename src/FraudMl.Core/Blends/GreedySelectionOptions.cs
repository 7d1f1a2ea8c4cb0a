namespace FraudMl;

/// <summary>Options of greedy ensemble selection.</summary>
public sealed record GreedySelectionOptions : ValidatedOptions
{
    /// <value>How many folds give the out-of-fold scores, at least 2. Default 5.</value>
    [Rule(AtLeast = 2)]
    public int FoldCount { get; init; } = 5;

    /// <value>How many times a learner is added, the same one again or another, at least 1. Default 20.</value>
    [Rule(AtLeast = 1)]
    public int RoundCount { get; init; } = 20;

    /// <value>What the selection raises. Default average precision.</value>
    public Metric Metric { get; init; } = Metrics.AveragePrecision;
}
