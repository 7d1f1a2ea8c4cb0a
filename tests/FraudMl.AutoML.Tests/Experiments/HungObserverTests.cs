namespace FraudMl.Tests;

public sealed class HungObserverTests : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly CancellationTokenSource _cancel = new();

    public void Dispose()
    {
        _release.Set();
        _release.Dispose();
        _cancel.Dispose();
    }

    [Fact]
    public async Task An_observer_that_hangs_is_left_behind_when_the_experiment_is_cancelled()
    {
        Task<ExperimentResult> run = RunAsync(new Hanging(_cancel, hears: false), Pipelines.Stalling(Stall.UntilCancelled, _release));

        (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ended(run)))
            .Message.ShouldBe("The experiment 'hung' was cancelled. An observer did not take its last events in time.");
    }

    [Fact]
    public async Task An_observer_that_hears_its_token_sees_the_end()
    {
        var hanging = new Hanging(_cancel, hears: true);

        (await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Ended(RunAsync(hanging, Pipelines.Stalling(Stall.UntilCancelled, _release)))))
            .Message.ShouldBe("The experiment 'hung' was cancelled.");
        hanging.Last.ShouldBeOfType<ExperimentCancelled>();
    }

    [Fact]
    public async Task Trials_wait_for_an_observer_that_is_far_behind_until_the_experiment_is_cancelled()
    {
        var hanging = new Hanging(null, hears: false);
        Task<ExperimentResult> run = RunAsync(hanging, Pipelines.With(new CurveTrainer(new() { IterationCount = 50_000 })));

        await hanging.Hung;
        (await Task.WhenAny(run, Task.Delay(TimeSpan.FromMilliseconds(500)))).ShouldNotBe(run);
        await _cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ended(run));
    }

    // WaitAsync, and Shouldly, would put a message of their own in place of the experiment's.
    private static async Task<ExperimentResult> Ended(Task<ExperimentResult> run)
    {
        (await Task.WhenAny(run, Task.Delay(TimeSpan.FromSeconds(30)))).ShouldBe(run);
        return await run;
    }

    private Task<ExperimentResult> RunAsync(IExperimentObserver observer, FraudPipeline pipeline) =>
        new Experiment("hung").Compare(pipeline).Observe(observer).GiveObservers(TimeSpan.FromMilliseconds(100))
            .RunAsync(Pipelines.Train, _cancel.Token);

    private sealed class Hanging(CancellationTokenSource? cancel, bool hears) : IExperimentObserver
    {
        private readonly TaskCompletionSource _hung = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Hung => _hung.Task;

        public ExperimentEvent? Last { get; private set; }

        public async ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken)
        {
            Last = experimentEvent;
            if (experimentEvent is not TrialStarted) return;
            cancel?.CancelAfter(TimeSpan.FromMilliseconds(50));
            _hung.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, hears ? cancellationToken : CancellationToken.None);
        }
    }
}
