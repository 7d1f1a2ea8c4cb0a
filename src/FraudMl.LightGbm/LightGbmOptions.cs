namespace FraudMl;

/// <summary>Options of LightGBM.</summary>
/// <remarks>
/// A weight is a repetition of the row: penalties and the least Hessian are absolute. Bins, samples and the fewest rows of a leaf count
/// rows.
/// </remarks>
public sealed record LightGbmOptions : ValidatedOptions
{
    /// <value>The most trees, at least 1. Default 100.</value>
    [Rule(AtLeast = 1), Tune(50, 500, Scale.Log, IsCostly = true)]
    public int TreeCount { get; init; } = 100;

    /// <value>The most leaves of a tree, in [2, 131072]. Default 15.</value>
    [Rule(AtLeast = 2, AtMost = 131072), Tune(4, 64, Scale.Log, Cap = TuneCap.Rows, IsCostly = true)]
    public int LeafCount { get; init; } = 15;

    /// <value>The most splits between the root of a tree and a leaf (max_depth), at least 0; 0 for no limit but
    /// <see cref="LeafCount"/>. Default 0.</value>
    [Rule(AtLeast = 0)]
    public int MaximumDepth { get; init; }

    /// <value>How much each tree adds, above 0. Default 0.1.</value>
    [Rule(Above = 0), Tune(0.01, 0.3, Scale.Log)]
    public double LearningRate { get; init; } = 0.1;

    /// <value>The fewest training rows in a leaf, at least 1. Default 10.</value>
    [Rule(AtLeast = 1), Tune(1, 100, Scale.Log, Cap = TuneCap.HalfOfRows)]
    public int MinimumRowsPerLeaf { get; init; } = 10;

    /// <value>The least sum of Hessians, p · (1 − p) · weight, in a leaf, at least 0. Default 0.1.</value>
    /// <remarks>Where frauds are rare, this and <see cref="L2"/> keep a few rows from getting leaves of huge value; LightGBM's own
    /// defaults, 1e-3 and 0, collapse there.</remarks>
    [Rule(AtLeast = 0), Tune(1e-3, 10, Scale.Log)]
    public double MinimumHessianPerLeaf { get; init; } = 0.1;

    /// <value>The least gain of a split (min_gain_to_split), at least 0. Default 0.</value>
    [Rule(AtLeast = 0)]
    public double MinimumGain { get; init; }

    /// <value>The penalty on absolute leaf values, at least 0. Default 0.</value>
    [Rule(AtLeast = 0)]
    public double L1 { get; init; }

    /// <value>The penalty on squared leaf values, at least 0. Default 1.</value>
    [Rule(AtLeast = 0), Tune(1e-2, 100, Scale.Log)]
    public double L2 { get; init; } = 1;

    /// <value>How strongly a leaf is drawn to the value of its parent (path_smooth), at least 0. Default 0.</value>
    /// <remarks>A leaf of n rows keeps n / (n + <see cref="PathSmoothing"/>) of its own value. Leaves then have at least 2 rows.</remarks>
    [Rule(AtLeast = 0)]
    public double PathSmoothing { get; init; }

    /// <value>The most that a leaf may add before <see cref="LearningRate"/> is applied (max_delta_step), at least 0; 0
    /// for no limit. Default 0.</value>
    [Rule(AtLeast = 0)]
    public double MaximumStep { get; init; }

    /// <value>The share of the features that each tree may choose from, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.4, 1)]
    public double FeatureRatio { get; init; } = 1;

    /// <value>The share of those features that each split may choose from (feature_fraction_bynode), in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double SplitFeatureRatio { get; init; } = 1;

    /// <value>Whether each split tries one random threshold per feature (extra_trees). Default false.</value>
    public bool RandomThresholds { get; init; }

    /// <value>The share of the rows that each tree is grown on, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.7, 1)]
    public double RowRatio { get; init; } = 1;

    /// <value>The most values of a feature that splits distinguish, in [2, 65535]. Default 255.</value>
    [Rule(AtLeast = 2, AtMost = 65535)]
    public int MaximumBinCount { get; init; } = 255;

    /// <value>
    /// How strongly what a category adds is drawn to 0 where categories are put in order (cat_smooth), at least 0; one of fewer rows at a
    /// split goes right. Default 10. This and the next four are ignored without features of the kind
    /// <see cref="FeatureKind.Categorical"/>.
    /// </value>
    [Rule(AtLeast = 0)]
    public double CategorySmoothing { get; init; } = 10;

    /// <value>What is added to <see cref="L2"/> at a split by a set of categories (cat_l2), at least 0. Default 10.</value>
    [Rule(AtLeast = 0)]
    public double CategoryL2 { get; init; } = 10;

    /// <value>The most categories that a split sends left (max_cat_threshold), at least 1. Default 4.</value>
    /// <remarks>LightGBM's own default, 32, gathers the categories that frauds happened to fall into: with 216 frauds in 693 shops it
    /// costs .09 of average precision.</remarks>
    [Rule(AtLeast = 1)]
    public int MaximumCategoryThreshold { get; init; } = 4;

    /// <value>A feature of at most so many categories is split into one and the others (max_cat_to_onehot), at least 1. Default
    /// 4.</value>
    [Rule(AtLeast = 1)]
    public int MaximumOneHotCategoryCount { get; init; } = 4;

    /// <value>The fewest rows that join the left side of a split by a set of categories at a time (min_data_per_group), at least 1.
    /// Default 100.</value>
    [Rule(AtLeast = 1)]
    public int MinimumRowsPerCategoryGroup { get; init; } = 100;

    /// <value>What the weight of every fraud is multiplied by, above 0. Default 1.</value>
    /// <remarks>Margins shift by about its logarithm, and nothing undoes that but a calibrator.</remarks>
    [Rule(Above = 0)]
    public double PositiveWeight { get; init; } = 1;

    /// <value>How the next tree is grown. Default <see cref="LightGbmMode.Gbdt"/>.</value>
    public LightGbmMode Mode { get; init; }

    /// <value>The share of the trees so far that Dart leaves out, in (0, 1). Default 0.1; ignored by other modes.</value>
    [Rule(Above = 0, Below = 1)]
    public double DropRatio { get; init; } = 0.1;

    /// <value>The share of the rows, those with the largest gradients, that Goss keeps, in (0, 1). Default 0.2;
    /// ignored by other modes.</value>
    [Rule(Above = 0, Below = 1)]
    public double TopRatio { get; init; } = 0.2;

    /// <value>The share of the rows that Goss samples from the others, in (0, 1). Default 0.1; ignored by other modes.</value>
    [Rule(Above = 0, Below = 1)]
    public double OtherRatio { get; init; } = 0.1;

    /// <value>What the trees lower: null for the log loss, or a <see cref="FocalLoss"/> or <see cref="ExpectedCostLoss"/>, whose margins
    /// need a calibrator. Default null.</value>
    public BoostingLoss? Loss { get; init; }

    /// <value>Names of features, as they stand after the last step, whose larger values never lower the score. Default none.</value>
    public IReadOnlyList<string> IncreasingFeatures { get; init; } = [];

    /// <value>Names of features, as they stand after the last step, whose larger values never raise the score. Default none.</value>
    public IReadOnlyList<string> DecreasingFeatures { get; init; } = [];

    /// <value>Whether the same seed gives the same model whatever the number of threads. Default true; false lets LightGBM choose the
    /// faster of its layouts.</value>
    public bool Deterministic { get; init; } = true;

    /// <value>How many trees without a better average precision on the held-back rows end the training; 0 for never. Default 0.</value>
    [Rule(AtLeast = 0)]
    public int EarlyStoppingRounds { get; init; }

    /// <value>The share of the training rows held back for early stopping, in [0, 0.5]. Default 0.1; ignored while
    /// <see cref="EarlyStoppingRounds"/> is 0.</value>
    [Rule(AtLeast = 0, AtMost = 0.5)]
    public double ValidationShare { get; init; } = 0.1;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (EarlyStoppingRounds > 0 && ValidationShare == 0)
            yield return "ValidationShare must be greater than 0 when EarlyStoppingRounds is. Got 0 instead.";
        if (EarlyStoppingRounds > 0 && Mode == LightGbmMode.Dart)
            yield return $"EarlyStoppingRounds must be 0 in mode Dart, whose later trees change the earlier ones. "
                + $"Got {EarlyStoppingRounds} instead.";
        if (Mode == LightGbmMode.Goss && TopRatio + OtherRatio > 1)
            yield return $"TopRatio and OtherRatio must sum to at most 1. Got {TopRatio} and {OtherRatio} instead.";
        if (Mode == LightGbmMode.Goss && RowRatio < 1)
            yield return $"RowRatio must be 1 in mode Goss, which samples rows itself. Got {RowRatio} instead.";
        foreach (string problem in Loss?.Problems() ?? []) yield return problem;
        foreach (string problem in MonotoneConstraints.Problems(IncreasingFeatures, DecreasingFeatures)) yield return problem;
    }
}
