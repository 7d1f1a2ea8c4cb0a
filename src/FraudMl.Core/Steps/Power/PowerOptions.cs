namespace FraudMl;

/// <summary>Options of the power transformation.</summary>
public sealed record PowerOptions : ValidatedOptions
{
    /// <value>The family of powers. Default <see cref="PowerMethod.YeoJohnson"/>.</value>
    public PowerMethod Method { get; init; }

    /// <value>Whether the result is centred and scaled to unit variance. Default true.</value>
    public bool Standardize { get; init; } = true;
}
