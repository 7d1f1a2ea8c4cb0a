namespace FraudMl;

/// <summary>Options of min-max scaling.</summary>
public sealed record MinMaxOptions : ValidatedOptions
{
    /// <value>What the smallest training value becomes. Default 0.</value>
    [Rule]
    public double Low { get; init; }

    /// <value>What the largest training value becomes; above <see cref="Low"/>. Default 1.</value>
    [Rule]
    public double High { get; init; } = 1;

    /// <value>Whether scored values outside the training range are set to its ends. Default false.</value>
    public bool Clip { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Low >= High) yield return $"High must be greater than Low. Got {Low} and {High} instead.";
    }
}
