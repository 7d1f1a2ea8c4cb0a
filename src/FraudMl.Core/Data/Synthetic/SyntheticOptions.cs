namespace FraudMl;

/// <summary>Options of the synthetic transactions.</summary>
public sealed record SyntheticOptions : ValidatedOptions
{
    /// <value>The number of transactions, at least 100. Default 50,000.</value>
    [Rule(AtLeast = 100, AtMost = 50_000_000)]
    public int RowCount { get; init; } = 50_000;

    /// <value>The share of frauds, in (0, 0.5]; their number is rounded, and is at least 1. Default 0.005.</value>
    [Rule(Above = 0, AtMost = 0.5)]
    public double FraudRatio { get; init; } = 0.005;

    /// <value>The seed; the same one gives the same transactions on every machine. Default 42.</value>
    public int Seed { get; init; } = 42;
}
