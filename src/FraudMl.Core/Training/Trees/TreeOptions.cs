namespace FraudMl;

/// <summary>How large trees grow and which splits they may choose from.</summary>
public abstract record TreeOptions : ValidatedOptions
{
    /// <value>The most leaves of a tree, at least 2; the split that gains most goes first. Default 32, of bagged trees 256.</value>
    [Rule(AtLeast = 2), Tune(4, 512, Scale.Log, Cap = TuneCap.Rows, IsCostly = true)]
    public int LeafCount { get; init; } = 32;

    /// <value>The most splits between root and leaf, at least 0; 0 for no limit. Default 0.</value>
    [Rule(AtLeast = 0)]
    public int MaximumDepth { get; init; }

    /// <value>The fewest training rows in a leaf, whatever their weights, at least 1. Default 10, of bagged trees 2.</value>
    [Rule(AtLeast = 1), Tune(1, 100, Scale.Log, Cap = TuneCap.HalfOfRows)]
    public int MinimumRowsPerLeaf { get; init; } = 10;

    /// <value>The share of the features that each split may choose from, drawn anew for each, in (0, 1]. Default
    /// 1, of bagged trees 0.3.</value>
    /// <remarks>Where none of them splits, the others are tried as well.</remarks>
    [Rule(Above = 0, AtMost = 1), Tune(0.1, 1)]
    public double FeatureRatio { get; init; } = 1;

    /// <value>The most values of a feature that splits distinguish, in [2, 65535]. Default 255, of bagged trees 1023.</value>
    /// <remarks>A feature with more values is cut into bins of equal weight.</remarks>
    [Rule(AtLeast = 2, AtMost = 65535)]
    public int MaximumBinCount { get; init; } = 255;
}
