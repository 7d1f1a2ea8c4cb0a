namespace FraudMl;

/// <summary>Options of the balanced random forest.</summary>
public sealed record BalancedRandomForestOptions : ValidatedOptions
{
    /// <value>The trees, each with a balanced bootstrap sample of its own, at least 1. Default 100.</value>
    [Rule(AtLeast = 1), Tune(50, 300, Scale.Log, IsCostly = true)]
    public int TreeCount { get; init; } = 100;

    /// <value>The smaller class's rows divided by the larger one's in each sample, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.05, 1, Scale.Log)]
    public double TargetRatio { get; init; } = 1;
}
