namespace FraudMl;

/// <summary>Options of the balanced random forest.</summary>
public sealed record BalancedForestOptions : StepOptions
{
    /// <value>The trees, each on a balanced sample of its own, at least 1. Default 100.</value>
    [Rule(AtLeast = 1), Tune(50, 500, Scale.Log)]
    public int TreeCount { get; init; } = 100;

    /// <value>The most leaves of a tree, at least 2. Default 31.</value>
    [Rule(AtLeast = 2), Tune(8, 128, Scale.Log)]
    public int LeafCount { get; init; } = 31;

    /// <value>The share of features tried for each split, in (0, 1]. Default 0.7.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.2, 1)]
    public double FeatureRatio { get; init; } = 0.7;

    /// <value>The smaller class's rows divided by the larger one's in each sample, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.05, 1, Scale.Log)]
    public double TargetRatio { get; init; } = 1;
}
