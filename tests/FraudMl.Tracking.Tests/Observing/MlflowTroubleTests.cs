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

        await Should.ThrowAsync<FraudMlException>(() => new Experiment("fails").Compare(pipeline).ValidateBy(Folds.Stratified(3))
            .Attach("data/a.txt", "text/plain", "a"u8.ToArray())
            .Observe(new MlflowObserver(_store.Client)).RunAsync(RecordedExperiment.Data.Train));

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
        var vanishing = new RecordingObserver { OnEvent = happened =>
            Vanish(happened is FoldCompleted { Trial.Number: 2, Result.Fold: 0 }) };

        ExperimentResult result = await RecordedExperiment.Create().Parallelize(1).Observe(vanishing, new MlflowObserver(_store.Client))
            .RunAsync(RecordedExperiment.Data.Train);

        result.Trials.Count.ShouldBe(4);
        result.Warnings.ShouldHaveSingleItem().ShouldStartWith("MlflowObserver failed, and the experiment goes on without its part: ");
    }

    [Fact]
    public async Task A_server_that_goes_away_is_not_asked_for_each_trial()
    {
        using MlflowClient client = Leaving();
        var leaving = new RecordingObserver { OnEvent = happened => _leaving.IsAway |= happened is TrialStarted { Trial.Number: 2 } };

        ExperimentResult result = await RecordedExperiment.Create().Parallelize(1).Observe(leaving, new MlflowObserver(client))
            .RunAsync(RecordedExperiment.Data.Train);

        result.Trials.Count.ShouldBe(4);
        result.Warnings.ShouldHaveSingleItem()
            .ShouldContain("The server got lost. What running trials log waits on disk and arrives later;");
        // To start the second trial and at the end to log the model, and each time to look whether it was done after all.
        _leaving.Refused.Count(call => call == "CreateAsync").ShouldBe(2);
        _leaving.Refused.Count(call => call == "SearchAsync").ShouldBe(2);
    }

    [Fact]
    public async Task What_a_running_trial_logs_while_the_server_is_away_arrives_when_it_is_back()
    {
        using MlflowClient client = Leaving();
        var leaving = new RecordingObserver
        {
            OnEvent = happened => _leaving.IsAway = happened switch { FoldCompleted { Trial.Number: 2, Result.Fold: 0 } => true,
                WinnerFitted => false, _ => _leaving.IsAway },
        };

        ExperimentResult result = await RecordedExperiment.Create().Parallelize(1).Observe(leaving, new MlflowObserver(client))
            .RunAsync(RecordedExperiment.Data.Train);

        MlflowRun parent = await _store.ParentAsync();
        MlflowRun[] children = await _store.ChildrenAsync();
        children.Length.ShouldBe(2);
        children.ShouldAllBe(run => run.Info.Status == MlflowRunStatus.Finished);
        foreach (MlflowRun child in children)
        {
            (await _store.HistoryAsync(child, "fold_average_precision")).Select(value => value.Step).ShouldBe([0, 1, 2]);
            TrackedStore.Metric(child, "average_precision_std").ShouldNotBeNull();
        }

        parent.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        TrackedStore.Tag(parent, "fraudml.incomplete").ShouldStartWith("The store was away");
        parent.Outputs.ModelOutputs.Count.ShouldBe(1);
        result.Warnings.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Runs_that_wait_on_disk_at_the_end_are_told_and_delivered_by_the_next_client()
    {
        using (MlflowClient client = Leaving())
        {
            var leaving = new RecordingObserver { OnEvent = happened => _leaving.IsAway |= happened is ExperimentFailed };
            var experiment = new Experiment("fails").Compare(new FraudPipelineBuilder().Train(new LongNamedTrainer()).Build())
                .ValidateBy(Folds.Stratified(3)).Observe(leaving, new MlflowObserver(client));
            await Should.ThrowAsync<FraudMlException>(() => experiment.RunAsync(RecordedExperiment.Data.Train));

            leaving.Of<ExperimentWarning>().ShouldHaveSingleItem().Message
                .ShouldContain("1 of 2 runs are not complete in the store, which gives no answer: the rest waits on disk.");
        }

        _leaving.IsAway = false;
        using (MlflowClient next = Leaving())
        {
            (await next.DeliverSpoolAsync()).ShouldBe(1);
        }

        (await _store.ParentAsync()).Info.Status.ShouldBe(MlflowRunStatus.Failed);
    }

    public void Dispose() => _store.Dispose();

    private MlflowClient Leaving()
    {
        _leaving.Store = _store.Client;
        return MlflowClient.Connect(new MlflowOptions { TrackingUri = "leaving://store", SpoolFolder = _store.Folder.At("leaving-spool"),
            Backends = [_leaving] });
    }

    private void Vanish(bool now)
    {
        if (!now) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (string file in Directory.EnumerateFiles(_store.Folder.Path, "mlflow.db*")) File.Delete(file);
    }
}
