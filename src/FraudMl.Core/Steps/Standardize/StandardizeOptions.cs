namespace FraudMl;

/// <summary>Options of standardization.</summary>
public sealed record StandardizeOptions : ValidatedOptions
{
    /// <value>Whether the mean is subtracted. Default true.</value>
    public bool Center { get; init; } = true;

    /// <value>Whether the result is divided by the population standard deviation. Default true.</value>
    public bool Scale { get; init; } = true;
}
