namespace FraudMl;

/// <summary>Options of the threshold pruner.</summary>
public sealed record ThresholdPrunerOptions : ValidatedOptions
{
    /// <value>The smallest value with which a trial goes on, higher being better: of a metric where lower is better, its negative. Default
    /// −∞.</value>
    [Rule]
    public double Lower { get; init; } = double.NegativeInfinity;

    /// <value>The largest value with which a trial goes on: what is above it is too good to be true. Default ∞.</value>
    [Rule]
    public double Upper { get; init; } = double.PositiveInfinity;

    /// <value>How many folds a trial finishes before it may be pruned, at their ends and within. Default 0.</value>
    [Rule(AtLeast = 0)]
    public int WarmupFoldCount { get; init; }

    /// <value>How many iterations a fold's learner finishes before it may be pruned by one. Default 0.</value>
    [Rule(AtLeast = 0)]
    public int WarmupIterationCount { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Lower > Upper) yield return FormattableString.Invariant($"Lower must be at most Upper, {Upper}. Got {Lower} instead.");
    }
}
