namespace FraudMl;

/// <summary>How much is resampled, the same for every method that aims at a class ratio: a target ratio or explicit counts.</summary>
public abstract record ResamplingOptions : ValidatedOptions
{
    /// <value>The smaller class's rows divided by the larger one's after resampling, in (0, 1]; ignored where a
    /// count is given. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.02, 1, Scale.Log)]
    public double TargetRatio { get; init; } = 1.0;

    /// <value>The frauds after resampling, at least 1; null leaves them to <see cref="TargetRatio"/>, or as they are where the other count
    /// is given. Default null.</value>
    [Rule(AtLeast = 1)]
    public int? FraudTarget { get; init; }

    /// <value>The legitimate rows after resampling, at least 1; null leaves them to <see cref="TargetRatio"/>, or as they are where the
    /// other count is given. Default null.</value>
    [Rule(AtLeast = 1)]
    public int? LegitimateTarget { get; init; }

    /// <value>The seed; null takes the one of the fit. Default null.</value>
    public int? Seed { get; init; }
}
