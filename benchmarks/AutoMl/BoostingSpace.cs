using FraudMl;

namespace AutoMl;

/// <summary>What is tuned: XGBoost's options, the same in optuna_xgboost.py; and LightGBM's, where both learners are searched.</summary>
internal static class BoostingSpace
{
    /// <value>XGBoost with fine bins: one kind of fraud begins at an amount, where a coarse bin need not end.</value>
    public static XGBoostOptions XGBoost { get; } = new() { MaximumBinCount = 4096, StartProbability = 0.5 };

    public static LightGbmOptions LightGbm { get; } = new() { MaximumBinCount = 4095 };

    /// <value>Where the search of both begins: 50 trees of depth 3 are what the Handbook's authors settled on.</value>
    public static FraudPipeline[] Given { get; } =
    [
        .. Learners(HandbookWeeks.Steps, ""),
        .. Learners(() => HandbookWeeks.WithRatios(HandbookWeeks.Steps()), ", with ratios"),
    ];

    public static ParameterSpace OfXGBoost { get; } = WithXGBoost(ParameterSpace.Empty);

    public static ParameterSpace OfBoth { get; } =
        WithXGBoost(ParameterSpace.Empty.ChooseTrainer(Trainers.XGBoost(XGBoost), Trainers.LightGbm(LightGbm)))
        .Range((LightGbmOptions o) => o.TreeCount, 20, 100, Scale.Log)
        .Range((LightGbmOptions o) => o.LeafCount, 4, 32, Scale.Log)
        .Range((LightGbmOptions o) => o.LearningRate, 0.05, 0.5, Scale.Log)
        .Range((LightGbmOptions o) => o.MinimumRowsPerLeaf, 1, 100, Scale.Log)
        .Range((LightGbmOptions o) => o.L2, 0.01, 100, Scale.Log)
        .Range((LightGbmOptions o) => o.FeatureRatio, 0.3, 1)
        .Range((LightGbmOptions o) => o.RowRatio, 0.5, 1);

    private static FraudPipeline[] Learners(Func<FraudPipelineBuilder> steps, string with) =>
    [
        steps().Train(Trainers.XGBoost(XGBoost with { TreeCount = 50, MaximumDepth = 3, LearningRate = 0.3, MinimumHessianPerLeaf = 1 }))
            .Build().Named($"XGBoost{with}"),
        steps().Train(Trainers.LightGbm(LightGbm)).Build().Named($"LightGBM{with}"),
    ];

    private static ParameterSpace WithXGBoost(ParameterSpace space) => space
        .Range((XGBoostOptions o) => o.TreeCount, 20, 100, Scale.Log)
        .Range((XGBoostOptions o) => o.MaximumDepth, 2, 6)
        .Range((XGBoostOptions o) => o.LearningRate, 0.05, 0.5, Scale.Log)
        .Range((XGBoostOptions o) => o.MinimumHessianPerLeaf, 0.01, 10, Scale.Log)
        .Range((XGBoostOptions o) => o.L2, 0.01, 100, Scale.Log)
        .Range((XGBoostOptions o) => o.FeatureRatio, 0.3, 1)
        .Range((XGBoostOptions o) => o.RowRatio, 0.5, 1);
}
