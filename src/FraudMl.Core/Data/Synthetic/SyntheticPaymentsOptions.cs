namespace FraudMl;

/// <summary>Options of the synthetic payments.</summary>
public sealed record SyntheticPaymentsOptions : ValidatedOptions
{
    /// <value>The number of customers, in [10, 100000]; each pays up to four times a day, twice on average. Default 1,000.</value>
    [Rule(AtLeast = 10, AtMost = 100_000)]
    public int CustomerCount { get; init; } = 1_000;

    /// <value>The number of terminals, in [10, 100000]. Default 2,000.</value>
    [Rule(AtLeast = 10, AtMost = 100_000)]
    public int TerminalCount { get; init; } = 2_000;

    /// <value>The number of days from 2026-01-01 on, in [1, 3650]. Default 92.</value>
    [Rule(AtLeast = 1, AtMost = 3_650)]
    public int DayCount { get; init; } = 92;

    /// <value>The seed; the same one gives the same payments on every machine. Default 42.</value>
    public int Seed { get; init; } = 42;
}
