using System.Collections.Concurrent;

namespace FraudMl.Tests;

public sealed class CrossValidateTests
{
    private static readonly Dataset Data = SyntheticTransactions.CreditCard(new() { RowCount = 1_500, FraudRatio = 0.08, Seed = 4 });

    private static readonly FraudPipeline Pipeline = new FraudPipelineBuilder()
        .Impute(Columns.Numbers)
        .Train(new NewtonTrainer())
        .DecideBy(Costs.PerTransaction(missedFraud: row => 10 + row["Amount"], review: 5))
        .Build();

    [Fact]
    public void Each_fold_knows_its_costs_and_those_metrics_take_the_decisions_that_pay()
    {
        CrossValidationReport report = Pipeline.CrossValidate(Data, Folds.Stratified(3), [Metrics.TotalCost, Metrics.Savings]);

        foreach (FoldResult fold in report.Folds)
        {
            CostTable costs = fold.Rows.Costs.ShouldNotBeNull();
            double expected = 0;
            for (int row = 0; row < fold.Rows.Count; row++)
            {
                if (fold.Rows.Scores[row] * costs.MissedFraud[row] > costs.Review[row]) expected += costs.Review[row];
                else if (fold.Rows.Labels[row]) expected += costs.MissedFraud[row];
            }

            fold.Metrics["total_cost"].ShouldBe(expected, expected * 1e-12);
            fold[Metrics.Savings].ShouldBe(fold.Metrics["savings"]);
        }
    }

    [Fact]
    public void Metrics_that_decide_at_one_half_do_not_know_the_costs()
    {
        CrossValidationReport with = Pipeline.CrossValidate(Data, Folds.Stratified(3)), without = Pipeline.WithoutDecision()
            .CrossValidate(Data, Folds.Stratified(3));
        with.Folds.Select(fold => fold.Metrics).ShouldBe(without.Folds.Select(fold => fold.Metrics));
        double.IsNaN(without.Mean(Metrics.Savings)).ShouldBeTrue();
        without.Folds[0].Evaluate(Metrics.Savings).UndefinedBecause.ShouldBe("no costs were given");
    }

    [Fact]
    public void Metrics_that_are_asked_for_are_reported_once_beside_the_usual_ones()
    {
        Metric mine = Metric.Of("rows/flagged", MetricDirection.LowerIsBetter,
            rows => Enumerable.Range(0, rows.Count).Count(rows.IsFlagged));
        CrossValidationReport report = Pipeline.CrossValidate(Data, Folds.Stratified(3),
            [Metrics.F1, mine, Metrics.RecallAtFpr(0.03), Metrics.RecallAtFpr(0.03)]);

        report.Metrics.Select(metric => metric.Name).ShouldBe(
            ["average_precision", "roc_auc", "accuracy", "precision", "recall", "f1", "brier", "log_loss", "rows/flagged",
                "recall_at_fpr_0.03"]);
        report.Folds.ShouldAllBe(fold => fold.Metrics.Count == 10);
        report.ToString().ShouldContain("rows/flagged");
    }

    [Theory, InlineData(1), InlineData(2), InlineData(8)]
    public void Folds_are_told_in_order_and_one_at_a_time(int threadCount)
    {
        int inside = 0;
        var told = new List<FitProgress>();
        Pipeline.CrossValidate(Data, Folds.Stratified(5), options: new() { ThreadCount = threadCount }, progress: progress =>
        {
            Interlocked.Increment(ref inside).ShouldBe(1);
            told.Add(progress);
            Interlocked.Decrement(ref inside);
            return TrialDirective.Continue;
        });

        told.Where(progress => progress.Result is not null).Select(progress => progress.Fold).ShouldBe([0, 1, 2, 3, 4]);
        told.Count(progress => progress.Iteration is not null).ShouldBe(5 * 6);
    }

    [Theory]
    [InlineData(1, 2, null, "fold 3")]
    [InlineData(8, 2, null, "fold 3")]
    [InlineData(1, 1, 4, "fold 2, iteration 4")]
    [InlineData(8, 1, 4, "fold 2, iteration 4")]
    public void It_stops_at_the_first_place_that_is_told_to_whatever_runs_beside_it(int threadCount, int fold, int? iteration, string place)
    {
        var told = new ConcurrentQueue<int>();
        var stopped = Should.Throw<TrialStoppedException>(
            () => Pipeline.CrossValidate(Data, Folds.Stratified(5), options: new() { ThreadCount = threadCount }, progress: progress =>
        {
            if (progress.Result is not null) told.Enqueue(progress.Fold);
            bool isThere = iteration is null ? progress.Result is not null : progress.Iteration?.Iteration == iteration;
            return isThere && progress.Fold >= fold ? TrialDirective.Stop : TrialDirective.Continue;
        }));

        stopped.Step.ShouldBe(new TrialStep(fold, iteration));
        stopped.Message.ShouldBe($"The cross-validation was stopped after {place}.");
        told.ShouldBe(Enumerable.Range(0, iteration is null ? fold + 1 : fold));
    }

    [Fact]
    public void A_cancelled_token_stops_it_and_a_fit()
    {
        var cancelled = new CancellationToken(canceled: true);
        Should.Throw<OperationCanceledException>(() => Pipeline.CrossValidate(Data, Folds.Stratified(3), cancellationToken: cancelled))
            .ShouldNotBeOfType<TrialStoppedException>();
        Should.Throw<OperationCanceledException>(() => Pipeline.Fit(Data, cancellationToken: cancelled));
    }

    [Fact]
    public void A_fit_tells_the_iterations_of_each_inner_fold_and_of_itself()
    {
        var told = new ConcurrentQueue<FitProgress>();
        Pipeline.Fit(Data, new() { InnerFolds = Folds.Stratified(3) }, told.Enqueue);
        told.Count.ShouldBe((3 + 1) * 6);
    }

    [Fact]
    public void Options_of_a_fit_are_checked() =>
        Should.Throw<FraudMlException>(() => Pipeline.Fit(Data, new() { ThreadCount = 0 })).Message
            .ShouldContain("ThreadCount must be at least 1. Got 0 instead.");
}
