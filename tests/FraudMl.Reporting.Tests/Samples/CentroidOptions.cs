namespace FraudMl.Reporting.Tests;

public sealed record CentroidOptions : ValidatedOptions
{
    [Rule(AtLeast = 0, AtMost = 1)]
    public double Shrinkage { get; init; }

    [Rule(Above = 0), Tune(0.01, 10, Scale.Log)]
    public double Slope { get; init; } = 1;
}
