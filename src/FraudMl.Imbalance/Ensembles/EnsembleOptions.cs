namespace FraudMl;

/// <summary>How large the balanced samples of an ensemble are, and how many.</summary>
public abstract record EnsembleOptions : ValidatedOptions
{
    /// <value>The balanced samples, each with a model of its own, at least 1. Default 10.</value>
    [Rule(AtLeast = 1), Tune(5, 50, IsCostly = true)]
    public int EstimatorCount { get; init; } = 10;

    /// <value>The smaller class's rows divided by the larger one's in each sample, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.05, 1, Scale.Log)]
    public double TargetRatio { get; init; } = 1;
}
