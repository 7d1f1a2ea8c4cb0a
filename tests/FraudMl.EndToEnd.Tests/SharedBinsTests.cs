namespace FraudMl.EndToEnd.Tests;

/// <summary>Learners keep the bins of a fold for the trials that share its features, and grow the same trees of them.</summary>
public sealed class SharedBinsTests
{
    private static readonly Dataset Rows = SyntheticTransactions.CreditCard(new() { RowCount = 1000, FraudRatio = 0.06 });

    public static TheoryData<string> Learners => ["LightGBM", "LightGBM, stopping early", "XGBoost", "XGBoost, stopping early",
        "XGBoost, approximate", "random forest"];

    [Theory, MemberData(nameof(Learners))]
    public async Task Trials_that_share_bins_grow_the_same_trees(string learner)
    {
        ExperimentResult shared = await RunAsync(learner, 1L << 30), apart = await RunAsync(learner, 0);

        shared.Trials.Select(trial => trial.Report.OutOfFold.Scores.ToArray())
            .ShouldBe(apart.Trials.Select(trial => trial.Report.OutOfFold.Scores.ToArray()));
        shared.PrunedTrials.Select(trial => trial.Step).ShouldBe(apart.PrunedTrials.Select(trial => trial.Step));
        shared.PrunedTrials.Count.ShouldBe(apart.PrunedTrials.Count);
    }

    // By time the rows held back are the same for every trial; class weights weigh the same features anew.
    private static Task<ExperimentResult> RunAsync(string learner, long bytes)
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Standardize(Columns.Numbers).Train(Learner(learner)).Build();
        return new Experiment("bins").Compare(pipeline, pipeline.With(Resamplers.ClassWeights()).Named("weighted"))
            .ValidateBy(Folds.TimeOrdered(3)).ShareFeatures(bytes)
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(3), pruner: Pruners.SuccessiveHalving(
                new() { MinimumIterationCount = 2, ReductionFactor = 2 }))
            .RunAsync(Rows);
    }

    private static ITrainer Learner(string name) => name switch
    {
        "LightGBM" => Trainers.LightGbm(new() { TreeCount = 5, LeafCount = 8, RowRatio = 0.8 }),
        "LightGBM, stopping early" => Trainers.LightGbm(new() { TreeCount = 9, LeafCount = 8, EarlyStoppingRounds = 2 }),
        "XGBoost" => Trainers.XGBoost(new() { TreeCount = 5, MaximumDepth = 3, RowRatio = 0.8 }),
        "XGBoost, stopping early" => Trainers.XGBoost(new() { TreeCount = 9, MaximumDepth = 3, EarlyStoppingRounds = 2 }),
        "XGBoost, approximate" => Trainers.XGBoost(new() { TreeCount = 2, MaximumDepth = 3, TreeMethod = XGBoostTreeMethod.Approx }),
        _ => Trainers.RandomForest(new() { TreeCount = 2, LeafCount = 8 }),
    };
}
