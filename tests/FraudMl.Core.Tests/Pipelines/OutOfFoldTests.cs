namespace FraudMl.Tests;

/// <summary>What calibrator and decision are fitted on.</summary>
public sealed class OutOfFoldTests
{
    private static readonly Dataset Data = SyntheticTransactions.Payments(
        new() { CustomerCount = 100, TerminalCount = 150, DayCount = 60 });

    [Fact]
    public void Calibrator_and_decision_see_the_rows_that_an_inner_fold_validated_and_no_others()
    {
        IFolds folds = Folds.Prequential(3, new() { CardKey = "CUSTOMER_ID" });
        int[] validated = [.. folds.Split(FoldInput.Of(Data)).SelectMany(fold => fold.ValidationRows).Order()];
        (var calibrator, var decision) = (new SeenByCalibrator(), new SeenByDecision());
        FraudPipeline pipeline = new FraudPipelineBuilder()
            .Drop(Columns.Of("TX_DATETIME", "TERMINAL_ID", "CATEGORY", "ENTRY"))
            .Train(Trainers.LogisticRegression())
            .Calibrate(calibrator)
            .DecideBy(decision)
            .Build();

        pipeline.Fit(Data, new() { InnerFolds = folds });

        validated.Length.ShouldBeInRange(1, Data.RowCount / 2);
        calibrator.Labels.ShouldBe(Data.Take(validated).Labels.ToArray());
        calibrator.Margins.ShouldAllBe(margin => margin != 0);
        decision.Rows!.Labels.ToArray().ShouldBe(calibrator.Labels);
    }

    private sealed class SeenByCalibrator : ICalibrator
    {
        public double[] Margins { get; private set; } = [];

        public bool[] Labels { get; private set; } = [];

        public string Name => "seen";

        public ValidatedOptions Options => NoOptions.Instance;

        public ICalibrator With(ValidatedOptions options) => this;

        public FittedCalibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
        {
            (Margins, Labels) = (margins.ToArray(), labels.ToArray());
            return FittedCalibrator.Logistic;
        }
    }

    private sealed class SeenByDecision : IDecisionRule
    {
        public ScoredRows? Rows { get; private set; }

        public string Name => "seen";

        public ValidatedOptions Options => NoOptions.Instance;

        public IDecisionRule With(ValidatedOptions options) => this;

        public CostTable? CostsOf(Dataset data) => null;

        public FittedDecision Fit(ScoredRows outOfFold, RowSchema inputs)
        {
            Rows = outOfFold;
            return new ThresholdDecision { Threshold = 0.5 };
        }
    }
}
