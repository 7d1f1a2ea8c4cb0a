namespace FraudMl;

/// <summary>Options of SMOTE.</summary>
public sealed record SmoteOptions : StepOptions
{
    /// <value>The nearest rows of the same class that a new row may lie towards, at least 1. Default 5.</value>
    [Rule(AtLeast = 1), Tune(3, 15)]
    public int NeighborCount { get; init; } = 5;

    /// <value>The smaller class's rows divided by the larger one's after resampling, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.02, 1, Scale.Log)]
    public double TargetRatio { get; init; } = 1.0;

    /// <value>The seed; null takes the one of the fit. Default null.</value>
    public int? Seed { get; init; }
}
