namespace FraudMl.Tests;

/// <summary>Experiments decided by other metrics than the usual ones.</summary>
public sealed class MetricTests
{
    private static readonly FraudPipeline Deciding = new FraudPipelineBuilder()
        .Train(new NewtonTrainer())
        .DecideBy(Costs.PerTransaction(missedFraud: row => 20 + MathF.Exp(row["V1"]), review: 5))
        .Build();

    [Fact]
    public async Task Costs_decide_where_the_decision_rule_knows_them()
    {
        ExperimentResult result = await new Experiment("money").Compare(
            Deciding.With(new NewtonTrainer(new NewtonOptions { Ridge = 1e9, IterationCount = 1 })), Deciding)
            .Optimize(Metrics.Savings, Search.Random(), Budget.OfTrials(4)).RunAsync(Pipelines.Train);

        result.Metric.ShouldBe(Metrics.Savings);
        result.BestReport.Mean(Metrics.Savings).ShouldBe(result.Trials.Max(trial => trial.Report.Mean(Metrics.Savings)));
        result.BestReport.Folds.ShouldAllBe(fold => fold.Metrics["savings"] > 0 && fold.Metrics["savings"] < 1);
        Metric savings = Metrics.Savings;
        result.BestReport.Folds.ShouldAllBe(fold => fold.Metrics["savings"] == fold[savings]);
    }

    [Fact]
    public async Task A_metric_with_a_parameter_decides_and_is_reported()
    {
        Metric metric = Metrics.RecallAtFpr(0.02);
        ExperimentResult result = await new Experiment("recall").Compare(Pipelines.Newton(ridge: 1e9, iterations: 1), Pipelines.Newton())
            .RankBy(metric).Measure(Metrics.FBeta(3)).RunAsync(Pipelines.Train);

        result.BestReport.Mean(metric).ShouldBe(result.Trials.Max(trial => trial.Report.Mean(metric)));
        result.BestReport.Folds.ShouldAllBe(fold => fold.Metrics.ContainsKey("recall_at_fpr_0.02") && fold.Metrics.ContainsKey("fbeta_3"));
        result.BestReport.ToString().ShouldContain("recall_at_fpr_0.02");
    }

    [Fact]
    public async Task A_metric_of_a_stranger_is_tuned_by_as_ours_are()
    {
        Metric missed = Metric.Of("missed_frauds", MetricDirection.LowerIsBetter,
            rows => Enumerable.Range(0, rows.Count).Count(row => rows.Labels[row] && !rows.IsFlagged(row)));
        ExperimentResult result = await new Experiment("strange").Compare(Pipelines.Newton(ridge: 1e5))
            .Optimize(missed, Search.Random(), Budget.OfTrials(6)).RunAsync(Pipelines.Train);

        result.Metric.ShouldBe(missed);
        result.BestReport.Mean(missed).ShouldBe(result.Trials.Min(trial => trial.Report.Mean(missed)));
        result.BestReport.Mean(missed).ShouldBe(result.BestReport.Folds.Average(fold => fold.Metrics["missed_frauds"]));
    }
}
