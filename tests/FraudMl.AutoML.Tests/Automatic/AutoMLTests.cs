namespace FraudMl.Tests;

public sealed class AutoMLTests
{
    private static readonly AutoMLOptions Quick = new() { Parts = [new("FraudMl.Core", Trainers.LogisticRegression())], Parallelism = 2 };

    private static readonly Dataset Payments = SyntheticTransactions.Payments(
        new() { CustomerCount = 60, TerminalCount = 100, DayCount = 60 });

    [Fact]
    public async Task One_call_makes_a_calibrated_and_deciding_model_of_raw_transactions()
    {
        (Dataset train, Dataset test) = Payments.SplitByTime(testShare: 0.25);
        AutoMLResult result = await AutoML.RunAsync(train, Budget.OfTrials(4), Quick);
        result.Model.Decision.ShouldNotBeNull();
        result.Experiment.Trials.Count.ShouldBe(4, result.ToString());
        Evaluation evaluation = result.Model.Evaluate(result.Prepare(test));
        evaluation[Metrics.AveragePrecision].ShouldBeGreaterThan(0.1, result.ToString());
        result.Windows.Count.ShouldBe(2);
        result.ToString().ShouldContain("Validated by time");
    }
}
