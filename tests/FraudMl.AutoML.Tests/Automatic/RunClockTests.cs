namespace FraudMl.Tests;

public sealed class RunClockTests
{
    [Fact]
    public async Task A_search_ends_while_there_is_time_for_the_last_fit()
    {
        var time = new ManualClock();
        var clock = new RunClock(new AutoMLOptions { Time = time }, TimeSpan.FromSeconds(60)) { RowCount = 1_000 };
        clock.HasTime().ShouldBeTrue();
        await Complete(clock, time, 1, score: 0.5, seconds: 10);
        clock.HasTime().ShouldBeTrue();

        // The better one takes longer to be fitted again than there is time.
        await Complete(clock, time, 2, score: 0.9, seconds: 20);
        clock.HasTime().ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_budget_of_time_there_is_always_some()
    {
        var time = new ManualClock();
        var clock = new RunClock(new AutoMLOptions { Time = time }, null) { RowCount = 1_000 };
        await Complete(clock, time, 1, score: 0.5, seconds: 1e6);
        clock.HasTime().ShouldBeTrue();
    }

    private static async Task Complete(RunClock clock, ManualClock time, int number, double score, double seconds)
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build();
        var trial = new TrialInfo(number, "trial", TrialPhase.Compare, pipeline, new Dictionary<string, object>(), 7);
        var rows = new ScoredRows([true, false], [0.9, 0.1]);
        var fold = new FoldResult(0, 500, 500, new Dictionary<string, double> { [Metrics.AveragePrecision.Name] = score }, seconds, 0)
        {
            Rows = rows,
        };
        await clock.OnEventAsync(new TrialStarted("test", At(), trial), default);
        time.Advance(TimeSpan.FromSeconds(seconds));
        await clock.OnEventAsync(
            new TrialCompleted("test", At(), trial, new CrossValidationReport("trial", [fold], rows)), default);

        DateTimeOffset At() => DateTimeOffset.UnixEpoch.AddTicks(time.GetTimestamp());
    }
}
