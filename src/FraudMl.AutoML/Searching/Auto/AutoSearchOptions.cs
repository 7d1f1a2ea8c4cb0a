namespace FraudMl;

/// <summary>Options of the automatic choice of a search.</summary>
public sealed record AutoSearchOptions : ValidatedOptions
{
    /// <value>The seed; null takes the experiment's. Default null.</value>
    public int? Seed { get; init; }
}
