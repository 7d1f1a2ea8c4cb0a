namespace Acme.Fraud.Training;

/// <summary>The pipeline of the fraud model.</summary>
public static class FraudDetection
{
    /// <summary>Returns the pipeline: features, learner, calibration, and the decision by cost.</summary>
    public static FraudPipeline Pipeline() => new FraudPipelineBuilder()
        .Impute(Columns.Numbers, Imputation.Median)
        .Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
        .Derive("HourOfDay", row => row["Time"] % 86400 / 3600)
        .Drop("Time")
        .Standardize(Columns.Numbers)
#if (lightgbm)
        .Train(Trainers.LightGbm())
#elif (fastforest)
        .Train(Trainers.FastForest())
#else
        .Train(Trainers.LogisticRegression())
#endif
        .Calibrate(Calibrators.Platt())
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5))
        .Build();
}
