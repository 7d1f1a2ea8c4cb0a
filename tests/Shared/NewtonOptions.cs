namespace FraudMl.Tests;

/// <summary>Options of the tests' learner.</summary>
internal sealed record NewtonOptions : ValidatedOptions
{
    [Rule(Above = 0), Tune(0.001, 100, Scale.Log)]
    public double Ridge { get; init; } = 1;

    [Rule(AtLeast = 1), Tune(2, 6)]
    public int IterationCount { get; init; } = 6;
}
