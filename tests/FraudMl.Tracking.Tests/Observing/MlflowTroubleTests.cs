using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Tracking.Tests;

public sealed class MlflowTroubleTests : IDisposable
{
    private readonly LeavingBackend _leaving = new();
    private readonly TrackedStore _store;

    public MlflowTroubleTests() => _store = new TrackedStore(_leaving);

    [Fact]
    public async Task A_failed_experiment_keeps_what_was_logged_with_reasons()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Train(new LongNamedTrainer()).Build();

        await Should.ThrowAsync<FraudMlException>(() => new Experiment("fails").Candidates(pipeline).ValidatedBy(Folds.Stratified(3)).Attach("data/a.txt", "text/plain", "a"u8.ToArray())
            .ObservedBy(new MlflowObserver(_store.Client)).RunAsync(RecordedExperiment.Data.Train));

        MlflowRun parent = await _store.ParentAsync(), child = (await _store.ChildrenAsync()).Single();
        (parent.Info.Status, child.Info.Status).ShouldBe((MlflowRunStatus.Failed, MlflowRunStatus.Failed));
        TrackedStore.Tag(child, "fraudml.reason")!.ShouldStartWith("No memory.");
        TrackedStore.Tag(child, "fraudml.reason")!.Length.ShouldBe(5_000);
        TrackedStore.Tag(parent, "fraudml.reason")!.ShouldContain("No memory.");
        TrackedStore.Param(child, "Words")!.Length.ShouldBe(6_000);
        TrackedStore.Param(child, "Weights").ShouldBe("0.5, 2");
        TrackedStore.Artifacts(parent).ShouldBe(["data/a.txt"]);
        parent.Inputs.DatasetInputs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_vanishes_costs_the_tracking_and_one_warning()
    {
        var vanishing = new RecordingObserver { OnEvent = happened => Vanish(happened is FoldCompleted { Trial.Number: 2, Result.Fold: 0 }) };

        ExperimentResult result = await RecordedExperiment.Create().Parallel(1).ObservedBy(vanishing, new MlflowObserver(_store.Client)).RunAsync(RecordedExperiment.Data.Train);

        result.Trials.Count.ShouldBe(4);
        result.Warnings.ShouldHaveSingleItem().ShouldStartWith("MlflowObserver failed, and the experiment goes on without its part: ");
    }

    [Fact]
    public async Task A_server_that_goes_away_is_not_asked_for_each_trial()
    {
        using MlflowClient client = Leaving();
        var leaving = new RecordingObserver { OnEvent = happened => _leaving.IsAway |= happened is TrialStarted { Trial.Number: 2 } };

        ExperimentResult result = await RecordedExperiment.Create().Parallel(1).ObservedBy(leaving, new MlflowObserver(client)).RunAsync(RecordedExperiment.Data.Train);

        result.Trials.Count.ShouldBe(4);
        result.Warnings.ShouldHaveSingleItem().ShouldContain("The server got lost.");
        // To start the second trial, to look whether it was started after all, and at the end to end the parent.
        _leaving.RefusedCount.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_comes_back_gets_the_ends_of_all_runs()
    {
        using MlflowClient client = Leaving();
        var leaving = new RecordingObserver
        {
            OnEvent = happened => _leaving.IsAway = happened switch { FoldCompleted { Trial.Number: 2 } => true, ExperimentCompleted => false, _ => _leaving.IsAway },
        };

        await RecordedExperiment.Create().Parallel(1).ObservedBy(leaving, new MlflowObserver(client)).RunAsync(RecordedExperiment.Data.Train);

        (await _store.RunsAsync()).ShouldAllBe(run => run.Info.Status == MlflowRunStatus.Finished);
        (await _store.ChildrenAsync()).Length.ShouldBe(2);
    }

    public void Dispose() => _store.Dispose();

    private MlflowClient Leaving()
    {
        _leaving.Store = _store.Client;
        return MlflowClient.Connect(new MlflowOptions { TrackingUri = "leaving://store", Backends = { _leaving } });
    }

    private void Vanish(bool now)
    {
        if (!now) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (string file in Directory.EnumerateFiles(_store.Folder.Path, "mlflow.db*")) File.Delete(file);
    }
}
