namespace FraudMl.Tests;

public sealed class WorthReportTests
{
    private static readonly FraudPipeline Pipeline = new FraudPipelineBuilder().Train(new NewtonTrainer()).Build();

    [Fact]
    public void Where_a_straight_line_is_the_truth_nothing_is_worth_it()
    {
        WorthReport report = Imbalance.IsItWorthIt(Pipeline, Datasets.Of(Rows.Random(60, 900)));
        report.Candidates.Select(candidate => candidate.Name).ShouldBe(
            ["none", "ClassWeights", "RandomUnder (TargetRatio 0.1)", "SMOTE (TargetRatio 0.1)"]);
        report.Best.Name.ShouldBe("none");
        report.Verdict.ShouldBe("Not worth it: none of 3 candidates improves average precision by more than noise. Train on the rows as "
            + "they are, and decide by calibrated probabilities.");
        report.ToString().ShouldContain("SMOTE");
    }

    [Fact]
    public void A_resampler_that_makes_the_learner_see_the_frauds_is_worth_it()
    {
        // A learner that has learned nothing until one row in five is a fraud.
        FraudPipeline blind = Pipeline.With(new BlindTrainer());
        WorthReport report = Imbalance.IsItWorthIt(blind, Datasets.Of(Rows.Random(60, 900, shift: 2)),
            [Resamplers.RandomUnder(new() { TargetRatio = 0.5 })]);
        report.Best.Name.ShouldBe("RandomUnder (TargetRatio 0.5)");
        report.Verdict.ShouldStartWith("RandomUnder (TargetRatio 0.5) is worth it: its average precision is 0.");
        report.Best.AveragePrecision.Interval!.Value.Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Costs_decide_where_they_are_known()
    {
        FraudPipeline costly = new FraudPipelineBuilder().Train(new NewtonTrainer())
            .DecideBy(Costs.PerTransaction(row => 100, review: 5)).Build();
        WorthReport report = Imbalance.IsItWorthIt(costly, Datasets.Of(Rows.Random(60, 900)), [Resamplers.Smote()]);
        report.Candidates.ShouldAllBe(candidate => candidate.TotalCost != null);
        report.Verdict.ShouldContain("cost");
    }

    private sealed class BlindTrainer : ITrainer
    {
        public string Name => "Blind";

        public ValidatedOptions Options { get; } = new NewtonOptions();

        public ITrainer With(ValidatedOptions other) => this;

        public ScoringModel Train(TrainingData data, TrainingContext context) => 5 * data.FraudCount < data.Labels.Length
            ? new LinearModel(new float[data.Matrix.ColumnCount],
                Math.Log((double)data.FraudCount / (data.Labels.Length - data.FraudCount)))
            : new NewtonTrainer().Train(data, context);
    }
}
