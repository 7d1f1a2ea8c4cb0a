namespace FraudMl.Mlflow.Tests;

public sealed class MlflowPagingTests : IDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly MlflowClient _client;

    public MlflowPagingTests() => _client = _store.Connect();

    [Fact]
    public async Task Experiments_runs_and_logged_models_come_page_by_page()
    {
        for (int i = 0; i < 5; i++)
            await _client.GetOrCreateExperimentAsync($"experiment-{i}");
        (await _client.Experiments.SearchAllAsync(new MlflowSearchExperiments { MaxResults = 2 }).ToListAsync()).Count.ShouldBe(6);

        for (int i = 0; i < 5; i++)
        {
            await _client.Runs.CreateAsync(new MlflowCreateRun { ExperimentId = "0", StartTime = i });
            await _client.LoggedModels.CreateAsync(new MlflowCreateLoggedModel { ExperimentId = "0", Name = $"model-{i}" });
        }

        List<MlflowRun> runs = await _client.Runs.SearchAllAsync(new MlflowSearchRuns { ExperimentIds = ["0"], MaxResults = 2 })
            .ToListAsync();
        runs.Select(run => run.Info.StartTime).ShouldBe([4, 3, 2, 1, 0]);
        List<MlflowLoggedModel> models = await _client.LoggedModels.SearchAllAsync(
            new MlflowSearchLoggedModels { ExperimentIds = ["0"], MaxResults = 2 }).ToListAsync();
        models.Select(model => model.Info.Name).Order().ShouldBe(["model-0", "model-1", "model-2", "model-3", "model-4"]);
    }

    [Fact]
    public async Task Registered_models_and_a_long_history_come_page_by_page()
    {
        for (int i = 0; i < 105; i++)
            await _client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = $"model-{i:000}" });
        (await _client.Registry.SearchAllModelsAsync().ToListAsync()).Select(model => model.Name)
            .ShouldBe(Enumerable.Range(0, 105).Select(i => $"model-{i:000}"));
        await _client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "model-000", Source = "s3://models/cards" });
        (await _client.Registry.SearchAllVersionsAsync("name = 'model-000'").ToListAsync()).Single().Version.ShouldBe("1");

        string runId = (await _client.Runs.CreateAsync(new MlflowCreateRun { ExperimentId = "0" })).Run.Info.RunId;
        for (int i = 0; i < 26; i++)
            await _client.Runs.LogBatchAsync(new MlflowLogBatch { RunId = runId,
                Metrics = [.. Enumerable.Range(i * 1_000, 1_000).Select(step => new MlflowMetric("loss", step, step, step))] });
        (await _client.Runs.GetMetricHistoryAllAsync(runId, "loss").ToListAsync()).Select(metric => metric.Step)
            .ShouldBe(Enumerable.Range(0, 26_000).Select(step => (long)step));
    }

    public void Dispose() => _store.Dispose();
}
