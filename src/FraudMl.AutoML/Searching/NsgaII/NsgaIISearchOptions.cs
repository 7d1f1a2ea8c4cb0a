namespace FraudMl;

/// <summary>Options of NSGA-II.</summary>
public sealed record NsgaIISearchOptions : ValidatedOptions
{
    /// <value>How many trials make a generation, in [4, 10000]. Default 50.</value>
    [Rule(AtLeast = 4, AtMost = 10_000)]
    public int PopulationSize { get; init; } = 50;

    /// <value>How likely two parents are crossed, in [0, 1]. Default 0.9.</value>
    [Rule(AtLeast = 0, AtMost = 1)]
    public double CrossoverProbability { get; init; } = 0.9;

    /// <value>η of simulated binary crossover, in (0, 1000]: the higher, the nearer children are to their parents. Default 20.</value>
    [Rule(Above = 0, AtMost = 1000)]
    public double CrossoverIndex { get; init; } = 20;

    /// <value>η of polynomial mutation, in (0, 1000]: the higher, the smaller its steps. Default 20.</value>
    [Rule(Above = 0, AtMost = 1000)]
    public double MutationIndex { get; init; } = 20;

    /// <value>The seed; null takes the study's. Default null.</value>
    public int? Seed { get; init; }
}
