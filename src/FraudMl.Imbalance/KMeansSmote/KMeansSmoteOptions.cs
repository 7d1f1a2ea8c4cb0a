namespace FraudMl;

/// <summary>Options of KMeans-SMOTE.</summary>
public sealed record KMeansSmoteOptions : OversamplingOptions
{
    /// <value>The nearest rows of the same class that a new row may lie towards, at least 1. Default 2.</value>
    [Rule(AtLeast = 1), Tune(2, 10, Cap = TuneCap.OtherFrauds)]
    public int NeighborCount { get; init; } = 2;

    /// <value>The clusters that all rows are split into, at least 1. Default 8.</value>
    [Rule(AtLeast = 1), Tune(4, 64, Scale.Log)]
    public int ClusterCount { get; init; } = 8;

    /// <value>The share of the class that a cluster must have to be used, in [0, 1]; null takes the share of the class among
    /// all rows. Default null.</value>
    [Rule(AtLeast = 0, AtMost = 1)]
    public double? BalanceThreshold { get; init; }

    /// <value>How strongly sparse clusters are preferred, at least 0; null takes 0.16·log₁.₆(n)^1.8 for a cluster of n rows of
    /// the class. Default null.</value>
    [Rule(AtLeast = 0)]
    public double? DensityExponent { get; init; }
}
