using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Tracking.Tests;

/// <summary>Experiments decided by a metric that is not among the usual ones, and trials that a pruner stops.</summary>
public sealed class DecidingMetricTests : IDisposable
{
    private readonly TrackedStore _store = new();

    public static TheoryData<string> Deciding => ["savings", "recall_at_fpr_0.02", "my/flags"];

    [Theory, MemberData(nameof(Deciding))]
    public async Task The_primary_metric_of_the_experiment_is_one_that_every_run_has(string name)
    {
        Metric metric = name switch
        {
            "savings" => Metrics.Savings,
            "recall_at_fpr_0.02" => Metrics.RecallAtFpr(0.02),
            _ => Metric.Of(name, MetricDirection.LowerIsBetter, rows => Enumerable.Range(0, rows.Count).Count(rows.IsFlagged)),
        };

        ExperimentResult result = await Learners().Optimize(metric, Search.Random(), Budget.OfTrials(2),
            ParameterSpace.Empty.Range("L2", 0.1, 10, Scale.Log))
            .Measure(Metrics.Mcc).Observe(new MlflowObserver(_store.Client)).RunAsync(RecordedExperiment.Data.Train);

        result.Warnings.ShouldBeEmpty();
        MlflowRun parent = await _store.ParentAsync();
        MlflowExperiment experiment = (await _store.Client.Experiments.GetAsync(parent.Info.ExperimentId)).Experiment;
        experiment.Tags.Single(tag => tag.Key == "mlflow.experiment.primaryMetric.name").Value.ShouldBe(name);
        MlflowRun[] children = await _store.ChildrenAsync();
        children.Select(child => TrackedStore.Metric(child, name)).Order()
            .ShouldBe(result.Trials.Select(trial => (double?)trial.Report.Mean(metric)).Order());
        foreach (MlflowRun child in children)
        {
            TrackedStore.Metric(child, "mcc").ShouldNotBeNull();
            (await _store.HistoryAsync(child, $"fold_{name}")).Length.ShouldBe(2);
        }

        TrackedStore.Metric(parent, "best_cv_score").ShouldBe(result.BestReport.Mean(metric));
    }

    [Fact]
    public async Task A_pruned_trial_ends_as_killed_and_says_where()
    {
        ExperimentResult result = await Learners().Observe(new MlflowObserver(_store.Client))
            .Optimize(Metrics.AveragePrecision, Search.Grid(), Budget.OfTrials(2), ParameterSpace.Empty.Choices("L2", 1.0, 2.0),
                new FirstFoldPruner())
            .RunAsync(RecordedExperiment.Data.Train);

        result.PrunedTrials.ShouldHaveSingleItem();
        MlflowRun[] children = await _store.ChildrenAsync();
        MlflowRun pruned = children.Single(child => child.Info.Status == MlflowRunStatus.Killed);
        TrackedStore.Tag(pruned, "fraudml.pruned").ShouldBe("fold 1");
        TrackedStore.Tag(pruned, "fraudml.reason").ShouldBe("The first pruner stopped it after fold 1.");
        (await _store.HistoryAsync(pruned, "fold_average_precision")).Length.ShouldBe(1);
        children.Count(child => child.Info.Status == MlflowRunStatus.Finished).ShouldBe(2);
    }

    [Fact]
    public async Task What_a_trial_varies_outside_learner_and_resampler_is_a_parameter_of_its_run()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Impute(Columns.Numbers).Bin("Amount")
            .Train(Trainers.LogisticRegression()).Build();
        await new Experiment("bins").Compare(pipeline).ValidateBy(Folds.Stratified(2)).Observe(new MlflowObserver(_store.Client))
            .Optimize(Metrics.AveragePrecision, Search.Grid(), Budget.OfTrials(2), ParameterSpace.Empty.Choices("steps[1].BinCount", 4, 9))
            .RunAsync(RecordedExperiment.Data.Train);

        (await _store.ChildrenAsync()).Select(child => TrackedStore.Param(child, "steps.1.BinCount")).Order().ShouldBe([null, "4", "9"]);
    }

    public void Dispose() => _store.Dispose();

    private static Experiment Learners() => new Experiment("deciding").ValidateBy(Folds.Stratified(2)).Compare(
        new FraudPipelineBuilder().Impute(Columns.Numbers).Standardize(Columns.Numbers).Train(Trainers.LogisticRegression())
            .Calibrate(Calibrators.Platt()).DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5)).Build());

    private sealed class FirstFoldPruner : IPruner
    {
        public string Name => "first";

        public TrialDirective Judge(in TrialProgress progress) =>
            progress.Step == new TrialStep(0) && (double)progress.Parameters.Values["trainer.L2"] > 1.5 ? TrialDirective.Stop
                : TrialDirective.Continue;
    }
}
