namespace FraudMl;

/// <summary>Options of the generalized additive model.</summary>
/// <remarks>Weights are refused.</remarks>
public sealed record GamOptions : ValidatedOptions
{
    /// <value>The number of boosting rounds, each over all features, at least 1. Default 1000.</value>
    [Rule(AtLeast = 1), Tune(200, 5000, Scale.Log, IsCostly = true)]
    public int IterationCount { get; init; } = 1000;

    /// <value>How much each round adds, above 0. Default 0.02.</value>
    [Rule(Above = 0), Tune(0.002, 0.1, Scale.Log)]
    public double LearningRate { get; init; } = 0.02;

    /// <value>The most bins of a feature, in [2, 65535]. Default 255.</value>
    [Rule(AtLeast = 2, AtMost = 65535)]
    public int MaximumBinCount { get; init; } = 255;
}
