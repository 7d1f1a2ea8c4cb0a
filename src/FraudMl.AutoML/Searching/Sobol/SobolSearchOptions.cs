namespace FraudMl;

/// <summary>Options of Sobol search.</summary>
public sealed record SobolSearchOptions : ValidatedOptions
{
    /// <value>The seed of the scrambling; null takes the experiment's. Default null.</value>
    public int? Seed { get; init; }
}
