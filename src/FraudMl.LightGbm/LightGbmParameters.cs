using System.Globalization;

namespace FraudMl;

internal static class LightGbmParameters
{
    /// <summary>Returns the parameters in LightGBM's own words; deterministic and column-wise, so that the thread count changes nothing.</summary>
    public static string Of(LightGbmOptions options, TrainingContext context) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        objective=binary boosting=gbdt metric=none verbosity=-1
        deterministic=true force_col_wise=true num_threads={context.ThreadCount} seed={context.Seed & int.MaxValue}
        num_leaves={options.LeafCount} max_depth=-1 learning_rate={options.LearningRate:R}
        min_data_in_leaf={options.MinimumRowsPerLeaf} min_sum_hessian_in_leaf={options.MinimumHessianPerLeaf:R}
        lambda_l1={options.L1:R} lambda_l2={options.L2:R}
        feature_fraction={options.FeatureRatio:R} bagging_fraction={options.RowRatio:R} bagging_freq={(options.RowRatio < 1 ? 1 : 0)}
        max_bin={options.MaximumBinCount} min_data_in_bin=3 feature_pre_filter=false
        scale_pos_weight={options.PositiveWeight:R} boost_from_average=true
        use_missing=true zero_as_missing=false linear_tree=false
        """).ReplaceLineEndings(" ");
}
