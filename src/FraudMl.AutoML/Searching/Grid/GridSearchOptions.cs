namespace FraudMl;

/// <summary>Options of grid search.</summary>
public sealed record GridSearchOptions : ValidatedOptions
{
    /// <value>The values tried of each numeric parameter, both ends among them, in [1, 1000]; 1 tries the middle. Default 3.</value>
    [Rule(AtLeast = 1, AtMost = 1000)]
    public int PointsPerParameter { get; init; } = 3;

    /// <value>The seed of the order; null takes the experiment's. Default null.</value>
    public int? Seed { get; init; }
}
