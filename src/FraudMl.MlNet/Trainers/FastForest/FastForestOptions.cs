namespace FraudMl;

/// <summary>Options of the random forest.</summary>
/// <remarks>
/// A weight is a share of the total: there are no penalties, and a factor on all weights changes nothing. Bins, samples and the fewest rows
/// of a leaf count rows.
/// </remarks>
public sealed record FastForestOptions : ValidatedOptions
{
    /// <value>The number of trees, at least 1. Default 100.</value>
    [Rule(AtLeast = 1), Tune(50, 300, Scale.Log, IsCostly = true)]
    public int TreeCount { get; init; } = 100;

    /// <value>The most leaves of a tree, at least 2. Default 31.</value>
    [Rule(AtLeast = 2), Tune(8, 128, Scale.Log, Cap = TuneCap.Rows, IsCostly = true)]
    public int LeafCount { get; init; } = 31;

    /// <value>The fewest training rows in a leaf, at least 1. Default 5.</value>
    [Rule(AtLeast = 1), Tune(1, 30, Scale.Log, Cap = TuneCap.HalfOfRows)]
    public int MinimumRowsPerLeaf { get; init; } = 5;

    /// <value>The share of the features that each split may choose from, in (0, 1]. Default 0.5.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.2, 1)]
    public double FeatureRatio { get; init; } = 0.5;

    /// <value>The share of the rows that each tree is grown on, in (0, 1]. Default 0.7.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.4, 1)]
    public double RowRatio { get; init; } = 0.7;

    /// <value>The most values of a feature that splits distinguish, in [2, 65535]. Default 255.</value>
    [Rule(AtLeast = 2, AtMost = 65535)]
    public int MaximumBinCount { get; init; } = 255;
}
