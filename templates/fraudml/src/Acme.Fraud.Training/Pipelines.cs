#if (useAuto)
using FraudMl.Experiments;

#endif
namespace AcmeFraud.Training;

#if (useAuto)
/// <summary>What is searched for, and how transactions are flagged.</summary>
public static class Pipelines
{
    /// <summary>What a review costs, and what the card's bank charges for a fraud beside its amount: without the fee a certain
    /// fraud of less than a review's cost would pass.</summary>
    private const float Review = 5, ChargebackFee = 15;

    /// <summary>Returns the options of the search: leave learners out, or choose another metric, here.</summary>
    public static AutoMLOptions Search(string name, int seed, params IExperimentObserver[] observers) => new()
    {
        Name = name,
        Decision = Costs.PerTransaction(missedFraud: row => row["Amount"] + ChargebackFee, review: Review),
        Seed = seed,
        Observers = observers,
    };
}
#else
/// <summary>The pipelines to compare.</summary>
public static class Pipelines
{
    /// <summary>What a review costs, and what the card's bank charges for a fraud beside its amount: without the fee a certain
    /// fraud of less than a review's cost would pass.</summary>
    private const float Review = 5, ChargebackFee = 15;

    /// <summary>Returns the pipeline: features, learner, calibration, and the decision by cost.</summary>
    public static FraudPipeline Fraud() => new FraudPipelineBuilder()
        .Impute(Columns.Numbers, Imputation.Median)
        .Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
        .Derive("HourOfDay", row => row["Time"] % 86400 / 3600)
        .Drop("Time")
        .Standardize(Columns.Numbers)
#if (useLightGbm)
        .Train(Trainers.LightGbm())
#elseif (useXGBoost)
        .Train(Trainers.XGBoost())
#elseif (useRandomForest)
        .Train(Trainers.RandomForest())
#else
        .Train(Trainers.LogisticRegression())
#endif
        .Calibrate(Calibrators.Platt())
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"] + ChargebackFee, review: Review))
        .Build();
}
#endif
