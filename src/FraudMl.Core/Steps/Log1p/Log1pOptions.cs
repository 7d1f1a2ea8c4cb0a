namespace FraudMl;

/// <summary>Options of logarithms.</summary>
public sealed record Log1pOptions : ValidatedOptions
{
    /// <value>Whether the result is sign(x) · ln(1 + |x|), which takes negative numbers too. Default false.</value>
    public bool IsSigned { get; init; }
}
