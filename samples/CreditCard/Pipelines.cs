using FraudMl;

namespace CreditCard;

/// <summary>What is compared: three learners, each with no resampling, class weights and SMOTE.</summary>
internal static class Pipelines
{
    /// <summary>What a review costs, and what the bank of the card charges for a fraud beside the amount: without this fee a certain
    /// fraud of less than a review's cost would pass.</summary>
    public const float Review = 5, ChargebackFee = 15;

    /// <summary>When a transaction is reviewed: where missing a fraud costs more than that.</summary>
    public static IDecisionRule Decision { get; } =
        Costs.PerTransaction(missedFraud: row => row["Amount"] + ChargebackFee, review: Review);

    /// <summary>What is tuned, whoever wins: each learner takes the options it has. The learners' own, wider
    /// ranges apply without it.</summary>
    public static ParameterSpace Ranges { get; } = new ParameterSpace([])
        .Range("LeafCount", 7, 31, Scale.Log, isInteger: true)
        .Range("MaximumDepth", 3, 6, isInteger: true)
        .Range("LearningRate", 0.05, 0.3, Scale.Log)
        .Range("MinimumRowsPerLeaf", 5, 50, Scale.Log, isInteger: true)
        .Range("FeatureRatio", 0.5, 1)
        .Range("L2", 0.1, 10, Scale.Log);

    public static IEnumerable<FraudPipeline> Candidates()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder()
            .Impute(Columns.Numbers, Imputation.Median)
            .Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
            .Derive("HourOfDay", row => row["Time"] % 86400 / 3600)
            .Drop("Time")
            .Standardize(Columns.Numbers)
            .Train(Trainers.LogisticRegression())
            .Calibrate(Calibrators.Platt())
            .DecideBy(Decision)
            .Build();

        FraudPipeline[] resampled = [pipeline, pipeline.With(Resamplers.ClassWeights()),
            pipeline.With(Resamplers.Smote(new() { TargetRatio = 0.1 }))];
        ITrainer[] trainers = [Trainers.LogisticRegression(), Trainers.FastForest(new() { MaximumBinCount = 63 }), Trainers.LightGbm(),
            Trainers.XGBoost()];
        return from trainer in trainers
               from candidate in resampled
               select candidate.With(trainer);
    }
}
