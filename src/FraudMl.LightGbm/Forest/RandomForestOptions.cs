namespace FraudMl;

/// <summary>Options of the random forest grown by LightGBM.</summary>
/// <remarks>
/// A weight is a share of the total: there are no penalties, and a factor on all weights changes nothing. Bins, samples and the fewest rows
/// of a leaf count rows.
/// </remarks>
public sealed record RandomForestOptions : ValidatedOptions
{
    /// <value>The number of trees, at least 1. Default 100.</value>
    [Rule(AtLeast = 1), Tune(50, 300, Scale.Log, IsCostly = true)]
    public int TreeCount { get; init; } = 100;

    /// <value>The most leaves of a tree, in [2, 131072]. Default 1024.</value>
    [Rule(AtLeast = 2, AtMost = 131072), Tune(64, 4096, Scale.Log, Cap = TuneCap.Rows, IsCostly = true)]
    public int LeafCount { get; init; } = 1024;

    /// <value>The fewest training rows in a leaf, at least 1. Default 2.</value>
    [Rule(AtLeast = 1), Tune(1, 30, Scale.Log, Cap = TuneCap.HalfOfRows)]
    public int MinimumRowsPerLeaf { get; init; } = 2;

    /// <value>The share of the features that each split may choose from, in (0, 1]. Default 0.3.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.1, 1)]
    public double FeatureRatio { get; init; } = 0.3;

    /// <value>The share of the rows, drawn without repeats, that each tree is grown on, in (0, 1). Default 0.632.</value>
    [Rule(Above = 0, Below = 1), Tune(0.3, 0.9)]
    public double RowRatio { get; init; } = 0.632;

    /// <value>The most values of a feature that splits distinguish, in [2, 65535]. Default 1023.</value>
    /// <remarks>A forest lives on fine thresholds: 255 bins cost .04 of average precision on the Handbook's data.</remarks>
    [Rule(AtLeast = 2, AtMost = 65535)]
    public int MaximumBinCount { get; init; } = 1023;

    /// <value>The most categories that a split sends left (max_cat_threshold), at least 1. Default 32; ignored without features of
    /// the kind <see cref="FeatureKind.Categorical"/>.</value>
    [Rule(AtLeast = 1)]
    public int MaximumCategoryThreshold { get; init; } = 32;
}
