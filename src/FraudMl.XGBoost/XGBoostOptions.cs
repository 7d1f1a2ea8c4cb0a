namespace FraudMl;

/// <summary>Options of XGBoost.</summary>
/// <remarks>A weight is a repetition of the row: penalties and the least Hessian are absolute.</remarks>
public sealed record XGBoostOptions : ValidatedOptions
{
    /// <value>The most trees, at least 1. Default 100.</value>
    [Rule(AtLeast = 1), Tune(50, 500, Scale.Log, IsCostly = true)]
    public int TreeCount { get; init; } = 100;

    /// <value>The most splits between the root of a tree and a leaf (max_depth), in [0, 30]; 0 for no limit but
    /// <see cref="MaximumLeafCount"/>. Default 6.</value>
    [Rule(AtLeast = 0, AtMost = 30), Tune(2, 10, IsCostly = true)]
    public int MaximumDepth { get; init; } = 6;

    /// <value>The most leaves of a tree (max_leaves), at least 0; 0 for no limit but <see cref="MaximumDepth"/>. Default 0.</value>
    [Rule(AtLeast = 0)]
    public int MaximumLeafCount { get; init; }

    /// <value>How the thresholds that a split may choose from are found (tree_method). Default
    /// <see cref="XGBoostTreeMethod.Hist"/>.</value>
    public XGBoostTreeMethod TreeMethod { get; init; }

    /// <value>Which leaf is split next (grow_policy). Default <see cref="XGBoostGrowPolicy.Depthwise"/>.</value>
    public XGBoostGrowPolicy GrowPolicy { get; init; }

    /// <value>How much each tree adds, in (0, 1]. Default 0.1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.01, 0.3, Scale.Log)]
    public double LearningRate { get; init; } = 0.1;

    /// <value>The least sum of Hessians, p · (1 − p) · weight, in a leaf (min_child_weight), at least 0. Default 0.1.</value>
    /// <remarks>XGBoost's own default is 1, which is 600 rows of a rare class at the first tree.</remarks>
    [Rule(AtLeast = 0), Tune(1e-2, 10, Scale.Log)]
    public double MinimumHessianPerLeaf { get; init; } = 0.1;

    /// <value>The least gain of a split (gamma), at least 0. Default 0.</value>
    [Rule(AtLeast = 0)]
    public double MinimumGain { get; init; }

    /// <value>The penalty on absolute leaf values (alpha), at least 0. Default 0.</value>
    [Rule(AtLeast = 0)]
    public double L1 { get; init; }

    /// <value>The penalty on squared leaf values (lambda), at least 0. Default 1.</value>
    [Rule(AtLeast = 0), Tune(1e-2, 100, Scale.Log)]
    public double L2 { get; init; } = 1;

    /// <value>The share of the features that each tree may choose from (colsample_bytree), in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.4, 1)]
    public double FeatureRatio { get; init; } = 1;

    /// <value>The share of those features that each level of a tree may choose from (colsample_bylevel), in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double LevelFeatureRatio { get; init; } = 1;

    /// <value>The share of those features that each split may choose from (colsample_bynode), in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double SplitFeatureRatio { get; init; } = 1;

    /// <value>The share of the rows that each tree is grown on (subsample), in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.7, 1)]
    public double RowRatio { get; init; } = 1;

    /// <value>The most that a leaf may add before <see cref="LearningRate"/> is applied (max_delta_step), at least 0; 0
    /// for no limit. Default 0.</value>
    /// <remarks>From 1 to 10 it keeps leaves of few rows from huge values where frauds are rare.</remarks>
    [Rule(AtLeast = 0)]
    public double MaximumStep { get; init; }

    /// <value>The most values of a feature that splits distinguish (max_bin), in [2, 65535]. Default 256; ignored by
    /// <see cref="XGBoostTreeMethod.Exact"/>.</value>
    [Rule(AtLeast = 2, AtMost = 65535)]
    public int MaximumBinCount { get; init; } = 256;

    /// <value>The probability that the first tree starts from (base_score), in (0, 1); null for the share of frauds. Default null.</value>
    /// <remarks>0.5 is the default of XGBoost before 2.0: the first trees then split small groups of rows, which
    /// <see cref="MinimumHessianPerLeaf"/> would forbid at a low share.</remarks>
    [Rule(Above = 0, Below = 1)]
    public double? StartProbability { get; init; }

    /// <value>What the weight of every fraud is multiplied by (scale_pos_weight), above 0. Default 1.</value>
    /// <remarks>Margins shift by about its logarithm, and nothing undoes that but a calibrator.</remarks>
    [Rule(Above = 0)]
    public double PositiveWeight { get; init; } = 1;

    /// <value>What the trees lower: null for the log loss, or a <see cref="FocalLoss"/> or <see cref="ExpectedCostLoss"/>, whose margins
    /// need a calibrator. Default null.</value>
    public BoostingLoss? Loss { get; init; }

    /// <value>Names of features, as they stand after the last step, whose larger values never lower the score. Default none.</value>
    public IReadOnlyList<string> IncreasingFeatures { get; init; } = [];

    /// <value>Names of features, as they stand after the last step, whose larger values never raise the score. Default none.</value>
    public IReadOnlyList<string> DecreasingFeatures { get; init; } = [];

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
        if (MaximumDepth == 0 && MaximumLeafCount == 0)
            yield return "MaximumDepth or MaximumLeafCount must be greater than 0. Got 0 for both instead.";
        if (TreeMethod == XGBoostTreeMethod.Exact && (GrowPolicy != XGBoostGrowPolicy.Depthwise || MaximumLeafCount > 0))
            yield return $"GrowPolicy must be Depthwise and MaximumLeafCount 0 with tree method Exact, which knows no other. "
                + $"Got {GrowPolicy} and {MaximumLeafCount} instead.";
        foreach (string problem in Loss?.Problems() ?? []) yield return problem;
        foreach (string problem in MonotoneConstraints.Problems(IncreasingFeatures, DecreasingFeatures)) yield return problem;
    }
}
