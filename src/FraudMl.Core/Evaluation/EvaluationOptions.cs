namespace FraudMl;

/// <summary>How much an evaluation computes.</summary>
public sealed record EvaluationOptions : StepOptions
{
    /// <value>The bootstrap draws behind the intervals; default 2,000. 0 leaves them out, for example inside cross-validation.</value>
    [Rule(AtLeast = 0)]
    public int DrawCount { get; init; } = 2000;

    /// <value>The seed of the draws; default 42.</value>
    public int Seed { get; init; } = 42;

    /// <value>The threads that draw; by default one per processor. The result does not depend on it.</value>
    [Rule(AtLeast = 1)]
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <value>The most points of a curve; default 500.</value>
    [Rule(AtLeast = 10)]
    public int MaxCurvePoints { get; init; } = 500;

    /// <value>The most rows of the threshold table; default 50.</value>
    [Rule(AtLeast = 10)]
    public int MaxThresholds { get; init; } = 50;
}
