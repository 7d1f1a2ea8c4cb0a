namespace FraudMl;

/// <summary>Options of Hyperband.</summary>
public sealed record HyperbandPrunerOptions : ValidatedOptions
{
    /// <value>The first rung of the earliest bracket in iterations of a fold's learner, at least 1. Default 10.</value>
    [Rule(AtLeast = 1)]
    public int MinimumIterationCount { get; init; } = 10;

    /// <value>R: how many iterations a learner has at the most, which decides how many brackets there are, at most 1,000,000. Default
    /// 300.</value>
    [Rule(AtLeast = 1, AtMost = 1_000_000)]
    public int MaximumIterationCount { get; init; } = 300;

    /// <value>The first rung in folds, in every bracket, at least 1. Default 1.</value>
    [Rule(AtLeast = 1)]
    public int MinimumFoldCount { get; init; } = 1;

    /// <value>η: a rung is so many times as far as the one before, and one in so many goes on beyond it, in [2, 100]. Default 3.</value>
    [Rule(AtLeast = 2, AtMost = 100)]
    public int ReductionFactor { get; init; } = 3;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (MaximumIterationCount < MinimumIterationCount)
        {
            yield return FormattableString.Invariant(
                $"MaximumIterationCount must be at least MinimumIterationCount, {MinimumIterationCount}. Got {MaximumIterationCount} instead.");
        }
    }
}
