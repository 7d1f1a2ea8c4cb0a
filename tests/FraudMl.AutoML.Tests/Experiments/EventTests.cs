namespace FraudMl.Tests;

public sealed class EventTests
{
    private readonly RecordingObserver _seen = new();

    [Fact]
    public async Task Events_come_in_order_whatever_runs_at_once()
    {
        await Tuned().Parallelize(4).RunAsync(Pipelines.Train);
        _seen.Events[0].ShouldBeOfType<ExperimentStarted>().PlannedTrialCount.ShouldBe(8);
        _seen.Events[^2].ShouldBeOfType<WinnerFitted>();
        _seen.Events[^1].ShouldBeOfType<ExperimentCompleted>().Trials.Count.ShouldBe(8);
        _seen.Events.Select(happened => happened.At).ShouldBe(_seen.Events.Select(happened => happened.At).Order());
        foreach (IGrouping<int, TrialEvent> trial in _seen.Of<TrialEvent>().Where(happened => happened is not WinnerFitted)
            .GroupBy(happened => happened.Trial.Number))
        {
            trial.First().ShouldBeOfType<TrialStarted>();
            trial.Last().ShouldBeOfType<TrialCompleted>();
            trial.OfType<FoldCompleted>().Select(fold => fold.Result.Fold).ShouldBe([0, 1, 2, 3, 4]);
            trial.OfType<IterationCompleted>().Select(iteration => iteration.Fold)
                .ShouldBe(trial.OfType<IterationCompleted>().Select(iteration => iteration.Fold).Order());
        }
    }

    [Fact]
    public async Task Every_observer_sees_the_same_events()
    {
        var other = new RecordingObserver();
        await Tuned().Observe(other).RunAsync(Pipelines.Train);
        other.Events.ShouldBe(_seen.Events);
    }

    [Fact]
    public async Task An_observer_that_throws_is_reported_once_and_never_stops_the_experiment()
    {
        var broken = new RecordingObserver { OnEvent = _ => throw new InvalidOperationException("The disk is full.") };
        ExperimentResult result = await Tuned().Observe(broken).RunAsync(Pipelines.Train);
        const string Warning = "RecordingObserver failed, and the experiment goes on without its part: The disk is full.";
        result.Warnings.ShouldBe([Warning]);
        _seen.Of<ExperimentWarning>().Single().Message.ShouldBe(Warning);
        broken.Events.Count.ShouldBe(_seen.Events.Count);
    }

    [Fact]
    public async Task Attached_files_arrive_right_after_the_start()
    {
        await Tuned().Attach("data/profile.json", "application/json", "{}"u8.ToArray()).RunAsync(Pipelines.Train);
        ArtifactProduced file = _seen.Events[1].ShouldBeOfType<ArtifactProduced>();
        (file.Trial, file.Path, file.MediaType).ShouldBe((null, "data/profile.json", "application/json"));
        file.Content.ToArray().ShouldBe("{}"u8.ToArray());
    }

    [Fact]
    public async Task Artifacts_come_after_their_event_and_before_one_that_ends_something()
    {
        await Tuned().Render(new NameRenderer()).RunAsync(Pipelines.Train);
        int Place(string path) =>
            _seen.Events.ToList().FindIndex(happened => happened is ArtifactProduced artifact && artifact.Path == path);
        _seen.Events[Place("ExperimentStarted") - 1].ShouldBeOfType<ExperimentStarted>();
        _seen.Events[Place("TrialCompleted") + 1].ShouldBeOfType<TrialCompleted>();
        _seen.Events[^1].ShouldBeOfType<ExperimentCompleted>();
        _seen.Events[^2].ShouldBeOfType<ArtifactProduced>().Path.ShouldBe("ExperimentCompleted");
    }

    [Fact]
    public async Task A_renderer_that_throws_is_reported_once()
    {
        ExperimentResult result = await Tuned().Render(new NameRenderer { Fails = true }).RunAsync(Pipelines.Train);
        result.Warnings.ShouldBe(["NameRenderer failed, and the experiment goes on without its part: No fonts."]);
    }

    [Fact]
    public async Task Times_come_from_the_given_clock()
    {
        var clock = new StoppedClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await Tuned().TimeBy(clock).RunAsync(Pipelines.Train);
        _seen.Events.ShouldAllBe(happened => happened.At == clock.GetUtcNow());
    }

    private Experiment Tuned() => new Experiment("events").Compare(Pipelines.Newton(), Pipelines.Newton(ridge: 5)).Observe(_seen)
        .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(6));
}
