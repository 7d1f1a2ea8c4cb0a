namespace FraudMl;

/// <summary>Options of random undersampling.</summary>
public sealed record RandomUnderOptions : StepOptions
{
    /// <value>The smaller class's rows divided by the larger one's after resampling, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.02, 1, Scale.Log)]
    public double TargetRatio { get; init; } = 1.0;

    /// <value>The seed; null takes the one of the fit. Default null.</value>
    public int? Seed { get; init; }
}
