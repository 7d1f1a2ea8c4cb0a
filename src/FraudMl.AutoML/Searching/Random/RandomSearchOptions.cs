namespace FraudMl;

/// <summary>Options of random search.</summary>
public sealed record RandomSearchOptions : ValidatedOptions
{
    /// <value>The seed; null takes the experiment's. Default null.</value>
    public int? Seed { get; init; }
}
