namespace FraudMl;

/// <summary>How two models are compared.</summary>
public sealed record ComparisonOptions : ValidatedOptions
{
    /// <value>The paired bootstrap draws; default 2,000.</value>
    [Rule(AtLeast = 100)]
    public int DrawCount { get; init; } = 2000;

    /// <value>The seed of the draws; default 42.</value>
    public int Seed { get; init; } = 42;

    /// <value>The threads that draw; by default one per processor. The result does not depend on it.</value>
    [Rule(AtLeast = 1)]
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <value>What the first model is called in the verdict; default A, or the pipeline's name in a cross-validation.</value>
    public string? NameA { get; init; }

    /// <value>What the second model is called in the verdict; default B, or the pipeline's name in a cross-validation.</value>
    public string? NameB { get; init; }
}
