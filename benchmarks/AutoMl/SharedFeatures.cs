using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;

namespace AutoMl;

/// <summary>30 trials of the same steps, with features made once for all and by every trial anew.</summary>
internal static class SharedFeatures
{
    private const int TrialCount = 30;

    public static async Task RunAsync(HandbookWeeks weeks, Figures figures)
    {
        FraudPipelineBuilder Steps() => HandbookWeeks.Steps().Frequency("CUSTOMER_ID", new() { KeepInput = true })
            .WeightOfEvidence(Columns.Of("TX_AMOUNT"), new() { Folds = Folds.Stratified(5) }).Drop(Columns.Texts).Drop(Columns.Timestamps)
            .Impute(Columns.Numbers, Imputation.Median).Quantile(Columns.Numbers).Standardize(Columns.Numbers).Pca(Columns.Numbers);
        (string Name, ITrainer Trainer)[] learners =
            [("logistic regression", Trainers.LogisticRegression()), ("XGBoost, 50 trees", Trainers.XGBoost(new() { TreeCount = 50 }))];
        Dataset data = weeks.Train.AsFeatures("CUSTOMER_ID");
        foreach ((string name, ITrainer trainer) in learners)
        {
            FraudPipeline pipeline = Steps().Train(trainer).Build();
            (double shared, double score) = await SecondsAsync(pipeline, data, null);
            (double apart, double same) = await SecondsAsync(pipeline, data, 0);
            figures.Add($"{name}: features made once", shared, "s", apart);
            if (score != same) throw new InvalidOperationException($"{name} scores {score:R} and {same:R}.");
        }
    }

    private static async Task<(double Seconds, double Score)> SecondsAsync(FraudPipeline pipeline, Dataset data, long? bytes)
    {
        var space = ParameterSpace.Of(pipeline);
        ParameterSpace own = new([.. space.Parameters.Where(parameter => parameter.Name.StartsWith("trainer.", StringComparison.Ordinal))]);
        Experiment experiment = new Experiment("features").Compare(pipeline).ValidateBy(HandbookWeeks.Validation)
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(TrialCount), own);
        long start = Stopwatch.GetTimestamp();
        ExperimentResult result = await (bytes is { } given ? experiment.ShareFeatures(given) : experiment).RunAsync(data);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, result.BestReport.Mean(Metrics.AveragePrecision));
    }
}
