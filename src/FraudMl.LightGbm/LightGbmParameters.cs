using System.Globalization;

namespace FraudMl;

internal static class LightGbmParameters
{
    /// <summary>Returns the parameters in LightGBM's own words; deterministic and column-wise, unless asked otherwise, so that the thread
    /// count changes nothing.</summary>
    public static string Of(LightGbmOptions options, TrainingContext context, IReadOnlyList<FeatureColumn> columns)
    {
        int[] signs = MonotoneConstraints.Signs(columns, options.IncreasingFeatures, options.DecreasingFeatures, "LightGBM");
        // Goss draws its rows per thread.
        if (options is { Mode: LightGbmMode.Goss, Deterministic: true }) context = context with { ThreadCount = 1 };
        string layout = options.Deterministic ? "deterministic=true force_col_wise=true" : "deterministic=false";
        string constraints = signs.Length == 0
            ? "" : $"monotone_constraints={string.Join(',', signs)} monotone_constraints_method=advanced";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            objective={(options.Loss is null ? "binary" : "custom")} {Boosting(options)} {Common(context, columns)} {layout} {constraints}
            num_leaves={options.LeafCount} max_depth={(options.MaximumDepth == 0 ? -1 : options.MaximumDepth)} learning_rate={options.LearningRate:R}
            min_gain_to_split={options.MinimumGain:R} path_smooth={options.PathSmoothing:R} max_delta_step={options.MaximumStep:R}
            min_data_in_leaf={options.MinimumRowsPerLeaf} min_sum_hessian_in_leaf={options.MinimumHessianPerLeaf:R}
            lambda_l1={options.L1:R} lambda_l2={options.L2:R}
            feature_fraction={options.FeatureRatio:R} feature_fraction_bynode={options.SplitFeatureRatio:R} extra_trees={(options.RandomThresholds ? "true" : "false")}
            bagging_fraction={options.RowRatio:R} bagging_freq={(options.RowRatio < 1 ? 1 : 0)}
            cat_smooth={options.CategorySmoothing:R} cat_l2={options.CategoryL2:R} max_cat_threshold={options.MaximumCategoryThreshold}
            max_cat_to_onehot={options.MaximumOneHotCategoryCount} min_data_per_group={options.MinimumRowsPerCategoryGroup}
            max_bin={options.MaximumBinCount} scale_pos_weight={options.PositiveWeight:R} boost_from_average=true
            """).ReplaceLineEndings(" ");
    }

    private static string Boosting(LightGbmOptions options) => options.Mode switch
    {
        LightGbmMode.Dart => string.Create(CultureInfo.InvariantCulture, $"boosting=dart drop_rate={options.DropRatio:R}"),
        LightGbmMode.Goss => string.Create(CultureInfo.InvariantCulture,
            $"boosting=gbdt data_sample_strategy=goss top_rate={options.TopRatio:R} other_rate={options.OtherRatio:R}"),
        _ => "boosting=gbdt",
    };

    /// <summary>Returns what every learner of LightGBM is told.</summary>
    public static string Common(TrainingContext context, IReadOnlyList<FeatureColumn> columns) => string.Create(
        CultureInfo.InvariantCulture,
        $"metric=none verbosity=-1 num_threads={context.ThreadCount} seed={context.Seed & int.MaxValue} min_data_in_bin=3 "
        + $"feature_pre_filter=false use_missing=true zero_as_missing=false linear_tree=false"
        + $"{Categorical(columns)}");

    // In LightGBM's words a column without a name is its number.
    private static string Categorical(IReadOnlyList<FeatureColumn> columns)
    {
        int[] categorical = [.. Enumerable.Range(0, columns.Count).Where(column => columns[column].Kind == FeatureKind.Categorical)];
        return categorical.Length == 0 ? "" : $" categorical_feature={string.Join(',', categorical)}";
    }
}
