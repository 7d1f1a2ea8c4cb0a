namespace FraudMl;

/// <summary>How permutation importance is measured.</summary>
public sealed record PermutationOptions : ValidatedOptions
{
    /// <value>The metric whose loss counts; average precision by default.</value>
    public Metric Metric { get; init; } = Metrics.AveragePrecision;

    /// <value>How often each input is shuffled, at least 1; the importance is the mean. Default 5.</value>
    [Rule(AtLeast = 1)]
    public int RepeatCount { get; init; } = 5;

    /// <value>The seed of the shuffles; default 42.</value>
    public int Seed { get; init; } = 42;
}
