namespace FraudMl;

/// <summary>Options of RUSBoost.</summary>
public sealed record RusBoostOptions : ValidatedOptions
{
    /// <value>The boosting rounds, at least 1. Default 10.</value>
    [Rule(AtLeast = 1), Tune(5, 50, IsCostly = true)]
    public int RoundCount { get; init; } = 10;

    /// <value>The share of each model's vote, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.05, 1, Scale.Log)]
    public double LearningRate { get; init; } = 1;

    /// <value>The smaller class's rows divided by the larger one's in each round, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.05, 1, Scale.Log)]
    public double TargetRatio { get; init; } = 1;
}
