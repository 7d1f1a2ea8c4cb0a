namespace FraudMl;

/// <summary>Options of selection by variance.</summary>
public sealed record SelectByVarianceOptions : ValidatedOptions
{
    /// <value>The population variance that a column must exceed. At least 0; default 0, which ends constant columns.</value>
    [Rule(AtLeast = 0)]
    public double Threshold { get; init; }
}
