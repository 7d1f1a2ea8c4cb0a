namespace FraudMl;

/// <summary>Options of ML.NET's gradient-boosted trees.</summary>
/// <remarks>
/// A weight is a share of the total: there are no penalties, and a factor on all weights changes nothing. Bins and the fewest rows of a
/// leaf count rows.
/// </remarks>
public sealed record FastTreeOptions : ValidatedOptions
{
    /// <value>The number of trees, at least 1. Default 100.</value>
    [Rule(AtLeast = 1), Tune(50, 300, Scale.Log, IsCostly = true)]
    public int TreeCount { get; init; } = 100;

    /// <value>The most leaves of a tree, at least 2. Default 20.</value>
    [Rule(AtLeast = 2), Tune(4, 64, Scale.Log, Cap = TuneCap.Rows, IsCostly = true)]
    public int LeafCount { get; init; } = 20;

    /// <value>The fewest training rows in a leaf, at least 1. Default 20.</value>
    [Rule(AtLeast = 1), Tune(1, 100, Scale.Log, Cap = TuneCap.HalfOfRows)]
    public int MinimumRowsPerLeaf { get; init; } = 20;

    /// <value>How much each tree adds, above 0. Default 0.05.</value>
    [Rule(Above = 0), Tune(0.01, 0.3, Scale.Log)]
    public double LearningRate { get; init; } = 0.05;

    /// <value>The share of the features that each tree may choose from, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.3, 1)]
    public double FeatureRatio { get; init; } = 1;

    /// <value>The most values of a feature that splits distinguish, in [2, 65535]. Default 255.</value>
    [Rule(AtLeast = 2, AtMost = 65535)]
    public int MaximumBinCount { get; init; } = 255;
}
