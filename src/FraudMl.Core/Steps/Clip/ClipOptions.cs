namespace FraudMl;

/// <summary>Options of clipping.</summary>
public sealed record ClipOptions : ValidatedOptions
{
    /// <value>The training rows' quantile that is the lower bound; 0 is their minimum. Default 0.01.</value>
    [Rule(AtLeast = 0, AtMost = 1), Tune(0, 0.05)]
    public double LowerQuantile { get; init; } = 0.01;

    /// <value>The training rows' quantile that is the upper bound; 1 is their maximum. Default 0.99.</value>
    [Rule(AtLeast = 0, AtMost = 1), Tune(0.95, 1)]
    public double UpperQuantile { get; init; } = 0.99;

    /// <value>A given lower bound. Where a bound is given, quantiles are not used. Default none.</value>
    [Rule]
    public double? Minimum { get; init; }

    /// <value>A given upper bound. Where a bound is given, quantiles are not used. Default none.</value>
    [Rule]
    public double? Maximum { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (LowerQuantile > UpperQuantile)
            yield return $"UpperQuantile must be at least LowerQuantile. Got {UpperQuantile} and {LowerQuantile} instead.";
        if (Minimum > Maximum) yield return $"Maximum must be at least Minimum. Got {Maximum} and {Minimum} instead.";
    }
}
