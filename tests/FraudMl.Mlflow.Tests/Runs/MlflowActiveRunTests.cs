namespace FraudMl.Mlflow.Tests;

public sealed class MlflowActiveRunTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    [Fact]
    public async Task A_failed_run_keeps_what_was_logged_before()
    {
        MlflowClient client = _store.Connect();
        string runId = "";
        await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using MlflowActiveRun run = await client.StartRunAsync("failing");
            runId = run.RunId;
            try
            {
                run.LogMetric("auc", 0.5);
                throw new InvalidOperationException("training broke");
            }
            catch
            {
                run.Fail();
                throw;
            }
        });

        MlflowRun read = (await client.Runs.GetAsync(runId)).Run;
        read.Info.Status.ShouldBe(MlflowRunStatus.Failed);
        read.Data.Metrics.Single().Value.ShouldBe(0.5);
    }

    [Fact]
    public async Task A_run_carries_the_tags_that_mlflow_shows()
    {
        MlflowClient client = _store.Connect();
        await using MlflowActiveRun parent = await client.StartRunAsync("tags",
            new() { RunName = "parent", Tags = new Dictionary<string, string> { ["team"] = "fraud" } });
        await using MlflowActiveRun child = await parent.StartChildAsync(new() { RunName = "child" });
        Dictionary<string, string> tags = (await client.Runs.GetAsync(child.RunId)).Run.Data.Tags
            .ToDictionary(tag => tag.Key, tag => tag.Value);
        tags["mlflow.runName"].ShouldBe("child");
        tags["mlflow.parentRunId"].ShouldBe(parent.RunId);
        tags["mlflow.source.type"].ShouldBe("LOCAL");
        tags.ShouldContainKey("mlflow.user");
        tags.ShouldContainKey("mlflow.source.name");
        (await client.Runs.GetAsync(parent.RunId)).Run.Data.Tags.ShouldContain(new MlflowTag("team", "fraud"));
    }

    [Fact]
    public void The_commit_is_read_from_branches_packed_branches_and_worktrees()
    {
        string root = Path.Combine(_store.Folder, "repository");
        string git = Path.Combine(root, ".git");
        string inside = Directory.CreateDirectory(Path.Combine(root, "src", "app")).FullName;
        Directory.CreateDirectory(Path.Combine(git, "refs", "heads"));
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");
        GitRepository.CommitOf(inside).ShouldBeNull();
        File.WriteAllText(Path.Combine(git, "packed-refs"), "# pack-refs\n1111 refs/heads/main\n");
        GitRepository.CommitOf(inside).ShouldBe("1111");
        File.WriteAllText(Path.Combine(git, "refs", "heads", "main"), "2222\n");
        GitRepository.CommitOf(inside).ShouldBe("2222");

        string own = Directory.CreateDirectory(Path.Combine(git, "worktrees", "other")).FullName;
        File.WriteAllText(Path.Combine(own, "HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(Path.Combine(own, "commondir"), "../..\n");
        string worktree = Directory.CreateDirectory(Path.Combine(_store.Folder, "worktree")).FullName;
        File.WriteAllText(Path.Combine(worktree, ".git"), $"gitdir: {own}\n");
        GitRepository.CommitOf(worktree).ShouldBe("2222");
        GitRepository.CommitOf(Path.GetTempPath()).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_that_mlflow_refuses_is_refused_where_it_is_logged()
    {
        MlflowClient client = _store.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("keys");
        Should.Throw<MlflowException>(() => run.LogMetric("a#b", 1)).Message.ShouldContain("a#b");
        Should.Throw<MlflowException>(() => run.LogMetric("../a", 1));
    }

    [Fact]
    public async Task A_parameter_can_be_sent_again_but_not_changed()
    {
        MlflowClient client = _store.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("params");
        await run.LogParamAsync("depth", 1.5);
        await run.LogParamAsync("depth", 1.5);
        MlflowException error = await Should.ThrowAsync<MlflowException>(run.LogParamAsync("depth", 2));
        error.ErrorCode.ShouldBe(MlflowErrorCodes.InvalidParameterValue);
        error.Message.ShouldContain("'old_value': '1.5'");
    }

    [Fact]
    public async Task Metrics_at_fault_do_not_take_the_others_with_them()
    {
        MlflowClient client = _store.Connect();
        MlflowActiveRun run = await client.StartRunAsync("partly");
        for (int i = 0; i < 20; i++)
            run.LogMetric("good", i, i);
        run.LogMetric("bad", 1, modelId: "m-unknown");
        MlflowException error = await Should.ThrowAsync<MlflowException>(run.EndAsync());
        error.Message.ShouldContain("1 values");
        (await client.Runs.GetMetricHistoryAsync(run.RunId, "good")).Metrics.Count.ShouldBe(20);
        (await client.Runs.GetAsync(run.RunId)).Run.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        await run.DisposeAsync();
    }

    [Fact]
    public async Task A_metric_after_the_end_is_refused()
    {
        MlflowClient client = _store.Connect();
        MlflowActiveRun run = await client.StartRunAsync("ended");
        await run.EndAsync(MlflowRunStatus.Killed);
        await run.FlushAsync();
        Should.Throw<InvalidOperationException>(() => run.LogMetric("auc", 1)).Message.ShouldContain("ended");
        (await client.Runs.GetAsync(run.RunId)).Run.Info.Status.ShouldBe(MlflowRunStatus.Killed);
    }

    [Fact]
    public async Task A_model_whose_files_could_not_be_written_is_marked_so()
    {
        MlflowClient client = _store.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("model");
        string modelId = "";
        await Should.ThrowAsync<IOException>(run.LogModelAsync("model", model =>
        {
            modelId = model.Info.ModelId;
            throw new IOException("disk full");
        }));
        (await client.LoggedModels.GetAsync(modelId)).Model.Info.Status.ShouldBe(MlflowLoggedModelStatus.UploadFailed);
    }

    [Fact]
    public async Task A_model_logged_under_a_run_path_is_found_through_its_version()
    {
        MlflowClient client = _store.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("legacy");
        await run.LogTextAsync("model/MLmodel", "flavors: {}");
        await client.RegisterModelAsync("legacy", $"runs:/{run.RunId}/model", run.RunId, "champion");
        string folder = await client.DownloadModelAsync("models:/legacy@champion");
        (await File.ReadAllTextAsync(Path.Combine(folder, "MLmodel"))).ShouldBe("flavors: {}");
        (await client.DownloadModelAsync("models:/legacy/latest")).ShouldBe(folder);
        (await client.DownloadModelAsync($"runs:/{run.RunId}/model")).ShouldBe(folder);
        string copy = Path.Combine(_store.Folder, "copy");
        (await client.DownloadModelAsync("models:/legacy/1", copy)).ShouldBe(copy);
        File.Exists(Path.Combine(copy, "MLmodel")).ShouldBeTrue();
    }

    public void Dispose() => _store.Dispose();
}
