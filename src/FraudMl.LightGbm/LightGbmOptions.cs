namespace FraudMl;

/// <summary>Options of LightGBM.</summary>
public sealed record LightGbmOptions : StepOptions
{
    /// <value>The most trees, at least 1. Default 100.</value>
    [Rule(AtLeast = 1), Tune(50, 300, Scale.Log)]
    public int TreeCount { get; init; } = 100;

    /// <value>The most leaves of a tree, in [2, 131072]. Default 15.</value>
    [Rule(AtLeast = 2, AtMost = 131072), Tune(4, 64, Scale.Log)]
    public int LeafCount { get; init; } = 15;

    /// <value>How much each tree adds, above 0. Default 0.1.</value>
    [Rule(Above = 0), Tune(0.01, 0.3, Scale.Log)]
    public double LearningRate { get; init; } = 0.1;

    /// <value>The fewest training rows in a leaf, at least 1. Default 10.</value>
    [Rule(AtLeast = 1), Tune(1, 100, Scale.Log)]
    public int MinimumRowsPerLeaf { get; init; } = 10;

    /// <value>The least sum of Hessians, p · (1 − p) · weight, in a leaf, at least 0. Default 0.1.</value>
    /// <remarks>Where frauds are rare, this and <see cref="L2"/> keep a few rows from getting leaves of huge value; LightGBM's own defaults, 1e-3 and 0, collapse there.</remarks>
    [Rule(AtLeast = 0), Tune(1e-3, 10, Scale.Log)]
    public double MinimumHessianPerLeaf { get; init; } = 0.1;

    /// <value>The penalty on absolute leaf values, at least 0. Default 0.</value>
    [Rule(AtLeast = 0)]
    public double L1 { get; init; }

    /// <value>The penalty on squared leaf values, at least 0. Default 1.</value>
    [Rule(AtLeast = 0), Tune(1e-2, 100, Scale.Log)]
    public double L2 { get; init; } = 1;

    /// <value>The share of the features that each tree may choose from, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.3, 1)]
    public double FeatureRatio { get; init; } = 1;

    /// <value>The share of the rows that each tree is grown on, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.5, 1)]
    public double RowRatio { get; init; } = 1;

    /// <value>The most values of a feature that splits distinguish, in [2, 65535]. Default 255.</value>
    [Rule(AtLeast = 2, AtMost = 65535)]
    public int MaximumBinCount { get; init; } = 255;

    /// <value>What the weight of every fraud is multiplied by, above 0. Default 1.</value>
    /// <remarks>Margins shift by about its logarithm, and nothing undoes that but a calibrator.</remarks>
    [Rule(Above = 0)]
    public double PositiveWeight { get; init; } = 1;

    /// <value>How many trees without a better average precision on the held-back rows end the training; 0 for never. Default 0.</value>
    [Rule(AtLeast = 0)]
    public int EarlyStoppingRounds { get; init; }

    /// <value>The share of the training rows held back for early stopping, in [0, 0.5]. Default 0.1; ignored while <see cref="EarlyStoppingRounds"/> is 0.</value>
    [Rule(AtLeast = 0, AtMost = 0.5)]
    public double ValidationShare { get; init; } = 0.1;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (EarlyStoppingRounds > 0 && ValidationShare == 0)
            yield return "ValidationShare must be greater than 0 when EarlyStoppingRounds is. Got 0 instead.";
    }
}
