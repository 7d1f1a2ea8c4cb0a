namespace FraudMl;

/// <summary>Options of bagged trees.</summary>
/// <remarks>
/// A weight is a share of the total: a factor on all weights changes nothing. Bags and the fewest rows of a leaf count rows.
/// </remarks>
public sealed record BaggedTreesOptions : TreeOptions
{
    /// <summary>Creates the defaults: large trees that differ from each other.</summary>
    public BaggedTreesOptions() => (LeafCount, MinimumRowsPerLeaf, FeatureRatio, MaximumBinCount) = (256, 2, 0.3, 1023);

    /// <value>The number of trees, at least 1. Default 100.</value>
    [Rule(AtLeast = 1), Tune(50, 300, Scale.Log, IsCostly = true)]
    public int TreeCount { get; init; } = 100;

    /// <value>The share of the rows, drawn without repeats, that each tree is grown on, in (0, 1]. Default 0.632.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.3, 0.9)]
    public double RowRatio { get; init; } = 0.632;
}
