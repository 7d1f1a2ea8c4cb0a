namespace FraudMl.Mlflow.Tests;

public sealed class FirstLightTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    [Fact]
    public async Task A_run_with_a_child_a_dataset_artifacts_and_a_registered_model_reads_back()
    {
        MlflowClient client = _store.Connect();
        string runId;
        MlflowLoggedModel model;
        await using (MlflowActiveRun run = await client.StartRunAsync("e2e", "parent"))
        {
            runId = run.RunId;
            await run.LogParamAsync("trees", 100);
            await run.LogParamAsync("rate", 0.25);
            run.LogMetric("auc", 0.0, step: 1);
            run.LogMetric("auc", double.NaN, step: 2);
            run.LogMetric("loss", 0.5);
            await run.FlushAsync();
            await run.LogInputAsync(
                new MlflowDataset { Name = "creditcard", Digest = "abcd1234", SourceType = "local", Source = """{"uri": "creditcard.csv"}""" }, "training");
            await run.LogTextAsync("notes/read me.txt", "hello");
            await using (MlflowActiveRun child = await run.StartChildAsync("child"))
                child.Fail();
            string folder = Path.Combine(_store.Folder, "model");
            model = await run.LogModelAsync("model", async logged =>
            {
                Directory.CreateDirectory(Path.Combine(folder, "data"));
                await File.WriteAllTextAsync(Path.Combine(folder, "MLmodel"), $"model_id: {logged.Info.ModelId}\n");
                await File.WriteAllTextAsync(Path.Combine(folder, "data", "x.txt"), "x");
                return folder;
            });
        }

        MlflowModelVersion version = await client.RegisterModelAsync("fraud", $"models:/{model.Info.ModelId}", runId, "champion");

        MlflowRun read = (await client.Runs.GetAsync(runId)).Run;
        read.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        read.Info.EndTime.ShouldNotBeNull();
        read.Data.Params.ShouldBe([new MlflowParam("trees", "100"), new MlflowParam("rate", "0.25")]);
        read.Data.Metrics.Single(metric => metric.Key == "auc").Value.ShouldBe(double.NaN);
        read.Inputs.DatasetInputs.Single().Tags.Single().Value.ShouldBe("training");
        read.Outputs.ModelOutputs.Single().ModelId.ShouldBe(model.Info.ModelId);
        (await client.Artifacts.ReadTextAsync($"runs:/{runId}/notes/read me.txt")).ShouldBe("hello");
        var children = new MlflowSearchRuns { ExperimentIds = [read.Info.ExperimentId], Filter = $"tags.mlflow.parentRunId = '{runId}'" };
        (await client.Runs.SearchAsync(children)).Runs.Single().Info.Status.ShouldBe(MlflowRunStatus.Failed);

        model.Info.Status.ShouldBe(MlflowLoggedModelStatus.Ready);
        version.Version.ShouldBe("1");
        string local = await client.DownloadModelAsync("models:/fraud@champion");
        local.ShouldBe(Path.Combine(_store.Folder, "mlartifacts", read.Info.ExperimentId, "models", model.Info.ModelId, "artifacts"));
        (await File.ReadAllTextAsync(Path.Combine(local, "MLmodel"))).ShouldContain(model.Info.ModelId);
        (await client.DownloadModelAsync("models:/fraud/1")).ShouldBe(local);
        (await client.DownloadModelAsync($"models:/{model.Info.ModelId}")).ShouldBe(local);
        MlflowLoggedModel registered = (await client.LoggedModels.GetAsync(model.Info.ModelId)).Model;
        registered.Info.Tags.Single(tag => tag.Key == "mlflow.modelVersions").Value.ShouldContain("fraud");
    }

    public void Dispose() => _store.Dispose();
}
