namespace FraudMl;

/// <summary>Options of interactions.</summary>
public sealed record InteractionsOptions : ValidatedOptions
{
    /// <value>The most pairs that may be multiplied; more is an error. At least 1, default 1000.</value>
    [Rule(AtLeast = 1)]
    public int MaximumPairCount { get; init; } = 1000;
}
