using System.Globalization;

namespace FraudMl;

internal static class XGBoostParameters
{
    /// <summary>Returns the parameters by XGBoost's own names; the first margin is that of the fraud ratio unless asked otherwise,
    /// whatever the version.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(XGBoostOptions options, TrainingData data, TrainingContext context)
    {
        int[] signs = MonotoneConstraints.Signs(data.Matrix.Columns, options.IncreasingFeatures, options.DecreasingFeatures, "XGBoost");
        List<(string Name, string Value)> parameters =
        [
            ("booster", "gbtree"), ("objective", "binary:logistic"), ("disable_default_eval_metric", "1"), ("verbosity", "0"),
            ("nthread", Text(context.ThreadCount)), ("seed", Text(context.Seed & int.MaxValue)),
            ("base_score", Text(options.StartProbability ?? data.FraudRatio(options.PositiveWeight))),
            ("tree_method", Word(options.TreeMethod)), ("grow_policy", Word(options.GrowPolicy)),
            ("max_depth", Text(options.MaximumDepth)), ("max_leaves", Text(options.MaximumLeafCount)), ("eta", Text(options.LearningRate)),
            ("min_child_weight", Text(options.MinimumHessianPerLeaf)), ("gamma", Text(options.MinimumGain)),
            ("max_delta_step", Text(options.MaximumStep)),
            ("alpha", Text(options.L1)), ("lambda", Text(options.L2)),
            ("colsample_bytree", Text(options.FeatureRatio)), ("colsample_bylevel", Text(options.LevelFeatureRatio)),
            ("colsample_bynode", Text(options.SplitFeatureRatio)), ("subsample", Text(options.RowRatio)),
            ("max_bin", Text(options.MaximumBinCount)), ("scale_pos_weight", Text(options.PositiveWeight)),
        ];
        if (signs.Length > 0) parameters.Add(("monotone_constraints", $"({string.Join(",", signs.Select(Text))})"));
        return parameters;
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
