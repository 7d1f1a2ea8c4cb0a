namespace FraudMl;

/// <summary>Options of robust scaling.</summary>
public sealed record RobustOptions : ValidatedOptions
{
    /// <value>The lower end of the quantile range. Default 0.25.</value>
    [Rule(Above = 0, Below = 1), Tune(0.01, 0.25)]
    public double LowerQuantile { get; init; } = 0.25;

    /// <value>The upper end of the quantile range; above <see cref="LowerQuantile"/>. Default 0.75.</value>
    [Rule(Above = 0, Below = 1), Tune(0.75, 0.99)]
    public double UpperQuantile { get; init; } = 0.75;

    /// <value>Whether the scale is corrected so that a normal variable gets variance 1. Default false.</value>
    public bool UnitVariance { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (LowerQuantile >= UpperQuantile)
            yield return $"UpperQuantile must be greater than LowerQuantile. Got {UpperQuantile} and {LowerQuantile} instead.";
    }
}
