namespace FraudMl;

/// <summary>Options of the quantile transformation.</summary>
public sealed record QuantileOptions : ValidatedOptions
{
    /// <value>The number of quantiles that are learned; never more than there are training rows. Default 1000.</value>
    [Rule(AtLeast = 2, AtMost = 100_000), Tune(10, 2000, Scale.Log, Cap = TuneCap.Rows)]
    public int QuantileCount { get; init; } = 1000;

    /// <value>What the result is distributed as. Default <see cref="OutputDistribution.Uniform"/>.</value>
    public OutputDistribution Output { get; init; }
}
