namespace FraudMl.Tests;

public sealed class CancellationTests : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly CancellationTokenSource _cancel = new();

    public void Dispose()
    {
        _release.Set();
        _release.Dispose();
        _cancel.Dispose();
    }

    [Theory, InlineData(Stall.UntilCancelled), InlineData(Stall.DeafToCancellation)]
    internal async Task Cancelled_trials_and_then_the_cancelled_experiment_reach_every_observer(Stall stall)
    {
        var seen = new RecordingObserver { OnEvent = happened => CancelOnce(happened is TrialStarted { Trial.Number: 3 }) };
        Experiment experiment = new Experiment("cancel").Parallelize(2).Observe(seen)
            .Compare(Pipelines.Newton(), Pipelines.Stalling(stall, _release), Pipelines.Stalling(stall, _release), Pipelines.Newton());
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => experiment.RunAsync(Pipelines.Train, _cancel.Token));
        error.Message.ShouldBe("The experiment 'cancel' was cancelled.");
        seen.Of<TrialCompleted>().Single().Trial.Number.ShouldBe(1);
        seen.Of<TrialCancelled>().Select(cancelled => cancelled.Trial.Number).Order().ShouldBe([2, 3]);
        seen.Of<TrialCancelled>().ShouldAllBe(cancelled => cancelled.Reason == "The experiment was cancelled.");
        seen.Events[^1].ShouldBeOfType<ExperimentCancelled>();
    }

    [Fact]
    public async Task An_experiment_cancelled_beforehand_runs_nothing()
    {
        await _cancel.CancelAsync();
        var seen = new RecordingObserver();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Experiment("never").Compare(Pipelines.Newton()).Observe(seen).RunAsync(Pipelines.Train, _cancel.Token));
        seen.Events.Select(happened => happened.GetType()).ShouldBe([typeof(ExperimentStarted), typeof(ExperimentCancelled)]);
    }

    [Theory, InlineData(Stall.UntilCancelled), InlineData(Stall.DeafToCancellation)]
    internal async Task When_the_time_budget_is_used_up_the_best_so_far_wins(Stall stall)
    {
        var clock = new BudgetClock();
        var seen = new RecordingObserver { OnEvent = happened => clock.ElapseOnce(happened is TrialStarted { Trial.Number: 3 }) };
        ExperimentResult result = await new Experiment("budget").Compare(Pipelines.Stalling(Stall.Never, _release)).Observe(seen)
            .Parallelize(2).TimeBy(clock)
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.Of(TimeSpan.FromMinutes(5)).OrTrials(100),
                new ParameterSpace([]).Choices("Stall", stall))
            .RunAsync(Pipelines.Train);
        result.BestTrial.Number.ShouldBe(1);
        seen.Of<TrialCancelled>().Select(cancelled => cancelled.Trial.Number).Order().ShouldBe([2, 3]);
        seen.Of<TrialCancelled>().ShouldAllBe(cancelled => cancelled.Reason == "The time budget of 00:05:00 is used up.");
        seen.Events[^1].ShouldBeOfType<ExperimentCompleted>();
    }

    private void CancelOnce(bool now)
    {
        if (now) _cancel.Cancel();
    }
}
