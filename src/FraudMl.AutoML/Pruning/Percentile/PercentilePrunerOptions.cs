namespace FraudMl;

/// <summary>Options of the percentile pruner.</summary>
public sealed record PercentilePrunerOptions : ValidatedOptions
{
    /// <value>The percentage of the trials that a trial must be among to go on, in (0, 100). Default 25.</value>
    [Rule(Above = 0, Below = 100)]
    public double Percentile { get; init; } = 25;

    /// <value>How many trials of earlier batches must have completed before any is pruned. Default 5.</value>
    [Rule(AtLeast = 1)]
    public int StartupTrialCount { get; init; } = 5;

    /// <value>How many folds a trial finishes before it may be pruned, at their ends and within. Default 0.</value>
    [Rule(AtLeast = 0)]
    public int WarmupFoldCount { get; init; }

    /// <value>How many iterations a fold's learner finishes before it may be pruned by one. Default 0.</value>
    [Rule(AtLeast = 0)]
    public int WarmupIterationCount { get; init; }
}
