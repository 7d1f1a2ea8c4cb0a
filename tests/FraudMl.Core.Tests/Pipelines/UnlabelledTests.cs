using FraudMl.Tests.Onnx;

namespace FraudMl.Tests;

/// <summary>A pipeline fitted without labels, or without a fraud.</summary>
public sealed class UnlabelledTests
{
    private static readonly Dataset Labelled = PipelineData.Transactions(1500, seed: 1, texts: true);

    private static readonly Dataset Bare = Without(Labelled);

    [Fact]
    public void A_learner_that_needs_no_labels_is_fitted_without_a_label_column()
    {
        FraudPipeline pipeline = Pipeline().Build();
        double[] scores = pipeline.Fit(Bare).Score(Bare);
        scores.ShouldBe(pipeline.Fit(Labelled).Score(Labelled));
        scores.ShouldAllBe(score => score > 0 && score < 1);
        pipeline.Check(Bare).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_share_of_alerts_is_kept_without_labels()
    {
        FraudModel model = Pipeline().DecideBy(Thresholds.RecallAtFpr(0.02)).Build().Fit(Bare);
        model.Decide(Bare).Count(flag => flag).ShouldBeInRange(20, 40);
        Dataset legitimate = Labelled.Take([.. Enumerable.Range(0, 1500).Where(row => !Labelled.Labels[row])]);
        Pipeline().DecideBy(Thresholds.RecallAtFpr(0.02)).Build().Fit(legitimate).Decide(Bare).Count(flag => flag).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Alerts_a_day_are_kept_without_labels()
    {
        Dataset payments = SyntheticTransactions.Payments(new() { CustomerCount = 100, TerminalCount = 50, DayCount = 20 });
        Dataset rows = Without(payments);
        FraudModel model = new FraudPipelineBuilder().Drop("TERMINAL_ID").OneHot(Columns.Texts).Drop(Columns.Timestamps)
            .Train(Trainers.IsolationForest()).DecideBy(Thresholds.AlertsPerDay(10)).Build().Fit(rows);
        double days = (rows.Timestamps[^1] - rows.Timestamps[0]) / 86_400e6;
        (model.Decide(rows).Count(flag => flag) / days).ShouldBeInRange(5, 15);
    }

    [Fact]
    public void What_needs_labels_is_named_where_there_are_none()
    {
        FraudMlException error = Should.Throw<FraudMlException>(() => Pipeline().Calibrate(Calibrators.Platt())
            .DecideBy(Thresholds.BestFBeta()).Build().Fit(Bare));
        error.Problems.Count.ShouldBe(2);
        error.Message.ShouldContain("Platt");
        error.Message.ShouldContain("schema.Label");
        Should.Throw<FraudMlException>(() => new FraudPipelineBuilder().TargetMean("Category").Drop(Columns.Texts)
            .Train(Trainers.IsolationForest()).Build().Fit(Bare)).Message.ShouldContain("has no label column");
        Should.Throw<FraudMlException>(() => Pipeline().Build().With(Trainers.DecisionTree()).Fit(Bare)).Message
            .ShouldContain("has no label column");
        Should.Throw<FraudMlException>(() => Pipeline().Build().Fit(Bare).Evaluate(Bare)).Message.ShouldContain("has no label column");
    }

    [Fact]
    public void Where_labels_are_there_scores_become_probabilities()
    {
        FraudModel model = Pipeline().Calibrate(Calibrators.Platt()).Build().Fit(Labelled);
        double share = (double)Labelled.FraudCount / Labelled.RowCount;
        model.Score(Labelled).Average().ShouldBe(share, 0.02);
    }

    private static FraudPipelineBuilder Pipeline() =>
        new FraudPipelineBuilder().OneHot(Columns.Texts).Train(Trainers.IsolationForest(new() { TreeCount = 30 }));

    private static Dataset Without(Dataset data) => new([.. data.Columns.Where(column => !column.Is(ColumnRoles.Label))]);
}
