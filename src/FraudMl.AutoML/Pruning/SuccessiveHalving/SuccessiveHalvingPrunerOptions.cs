namespace FraudMl;

/// <summary>Options of successive halving.</summary>
public sealed record SuccessiveHalvingPrunerOptions : ValidatedOptions
{
    /// <value>The first rung in iterations of the first fold's learner, at least 1. Default 10.</value>
    [Rule(AtLeast = 1)]
    public int MinimumIterationCount { get; init; } = 10;

    /// <value>The first rung in folds, at least 1. Default 1.</value>
    [Rule(AtLeast = 1)]
    public int MinimumFoldCount { get; init; } = 1;

    /// <value>η: a rung is so many times as far as the one before, and one in so many goes on beyond it, in [2, 100]. Default 4.</value>
    [Rule(AtLeast = 2, AtMost = 100)]
    public int ReductionFactor { get; init; } = 4;
}
