namespace FraudMl;

/// <summary>Options of the neighbourhood cleaning rule.</summary>
public sealed record NeighborhoodCleaningOptions : ValidatedOptions
{
    /// <value>The nearest rows that are asked, at least 1. Default 3.</value>
    [Rule(AtLeast = 1), Tune(1, 7)]
    public int NeighborCount { get; init; } = 3;

    /// <value>A class is cleaned around the smaller one only when it has more rows than this times the smaller class, at
    /// least 0. Default 0.5.</value>
    [Rule(AtLeast = 0)]
    public double CleaningThreshold { get; init; } = 0.5;

    /// <value>Whether a row of the smaller class counts among its own neighbours, as in imbalanced-learn 0.14; the paper leaves
    /// it out. Default true.</value>
    public bool CountsItself { get; init; } = true;
}
