namespace FraudMl;

/// <summary>Options of condensed nearest neighbour.</summary>
public sealed record CondensedNearestNeighborOptions : ValidatedOptions
{
    /// <value>The rows of the larger class that are kept to begin with, drawn at random, at least 1. Default 1.</value>
    [Rule(AtLeast = 1)]
    public int SeedRowCount { get; init; } = 1;

    /// <value>The seed; null takes the one of the fit. Default null.</value>
    public int? Seed { get; init; }
}
