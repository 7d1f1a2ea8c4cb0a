namespace FraudMl.Mlflow.Tests;

/// <summary>
/// What every tracking store does, whatever its scheme; implementations are found by reflection. With FRAUDML_MLFLOW_CLI a real MLflow
/// server does it too.
/// </summary>
public sealed class MlflowBackendContractTests : IDisposable
{
    private const string Real = "http, a real MLflow";

    private readonly TemporaryStore _store = new();

    public static TheoryData<string> Schemes => [
        .. typeof(MlflowClient).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IMlflowBackend).IsAssignableFrom(type))
            .Select(type => ((IMlflowBackend)Activator.CreateInstance(type, nonPublic: true)!).Schemes[0]),
        .. RealMlflowServer.Program is null ? Array.Empty<string>() : [Real]];

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_run_with_a_child_a_dataset_artifacts_and_a_registered_model_reads_back(string scheme)
    {
        await using MlflowTestServer? server = scheme == "http" ? await MlflowTestServer.StartAsync(_store) : null;
        await using RealMlflowServer? real = scheme == Real ? await RealMlflowServer.StartAsync(_store) : null;
        using MlflowClient client = real?.Connect(_store) ?? server?.Connect() ?? _store.Connect();
        var dataset = new MlflowDataset { Name = "creditcard", Digest = "abcd1234", SourceType = "local",
            Source = """{"uri": "creditcard.csv"}""" };
        string folder = Path.Combine(_store.Folder, "model");
        // MLflow's server fails to send a file whose name is not ASCII.
        string note = real is null ? "dir x/fïle %41 name.txt" : "dir x/file %41 name.txt";
        string runId;
        MlflowLoggedModel model;
        await using (MlflowActiveRun run = await client.StartRunAsync("e2e", new() { RunName = "über all" }))
        {
            runId = run.RunId;
            await run.LogParamAsync("trees", 100);
            await run.LogParamAsync("rate", 0.25);
            run.LogMetric("auc", 0.0, step: 1);
            run.LogMetric("auc", double.NaN, step: 2);
            run.LogMetric("loss", 0.0);
            await run.FlushAsync();
            await run.LogInputAsync(dataset, "training");
            await run.LogTextAsync(note, "hello");
            await using (MlflowActiveRun child = await run.StartChildAsync(new() { RunName = "child" }))
                child.Fail();
            model = await run.LogModelAsync("model", logged => WriteModelAsync(folder, logged.Info.ModelId));
            run.LogMetric("holdout", 0.9, modelId: model.Info.ModelId, dataset: dataset);
        }

        MlflowModelVersion version = await client.RegisterModelAsync("fraud", $"models:/{model.Info.ModelId}", runId, "champion");

        MlflowRun read = (await client.Runs.GetAsync(runId)).Run;
        read.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        read.Info.EndTime.ShouldNotBeNull();
        read.Info.RunName.ShouldBe("über all");
        read.Data.Params.ShouldBe([new MlflowParam("trees", "100"), new MlflowParam("rate", "0.25")]);
        read.Data.Metrics.Single(metric => metric.Key == "auc").Value.ShouldBe(double.NaN);
        read.Data.Metrics.Single(metric => metric.Key == "loss").Value.ShouldBe(0.0);
        read.Inputs.DatasetInputs.Single().Tags.Single().Value.ShouldBe("training");
        read.Outputs.ModelOutputs.Single().ModelId.ShouldBe(model.Info.ModelId);
        (await client.Artifacts.ReadTextAsync($"runs:/{runId}/{note}")).ShouldBe("hello");
        (await client.Artifacts.ListAsync($"runs:/{runId}")).Single().ShouldBe(new MlflowFileInfo { Path = "dir x", IsDir = true });
        var children = new MlflowSearchRuns { ExperimentIds = [read.Info.ExperimentId], Filter = $"tags.mlflow.parentRunId = '{runId}'" };
        (await client.Runs.SearchAsync(children)).Runs.Single().Info.Status.ShouldBe(MlflowRunStatus.Failed);

        model.Info.Status.ShouldBe(MlflowLoggedModelStatus.Ready);
        version.Version.ShouldBe("1");
        MlflowLoggedModel registered = (await client.LoggedModels.GetAsync(model.Info.ModelId)).Model;
        registered.Info.Tags.Single(tag => tag.Key == "mlflow.modelVersions").Value.ShouldBe("""[{"name": "fraud", "version": 1}]""");
        registered.Data.Metrics.Single().DatasetName.ShouldBe("creditcard");
        foreach (string uri in (string[])["models:/fraud@champion", "models:/fraud/1", "models:/fraud/latest",
            $"models:/{model.Info.ModelId}"])
        {
            string local = await client.DownloadModelAsync(uri);
            (await File.ReadAllTextAsync(Path.Combine(local, "MLmodel"))).ShouldContain(model.Info.ModelId);
            (await File.ReadAllTextAsync(Path.Combine(local, "data", "x.bin"))).ShouldBe("1234");
            if (server is not null || real is not null)
                Directory.Delete(local, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task What_is_missing_is_said_by_code_and_status(string scheme)
    {
        await using MlflowTestServer? server = scheme == "http" ? await MlflowTestServer.StartAsync(_store) : null;
        await using RealMlflowServer? real = scheme == Real ? await RealMlflowServer.StartAsync(_store) : null;
        using MlflowClient client = real?.Connect(_store) ?? server?.Connect() ?? _store.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("missing");
        Func<Task>[] calls =
        [
            () => client.Runs.GetAsync("00000000000000000000000000000000"),
            () => client.Experiments.GetByNameAsync("nobody"),
            () => client.LoggedModels.GetAsync("m-unknown"),
            () => client.Registry.GetModelAsync("nobody"),
            () => client.Artifacts.OpenReadAsync($"runs:/{run.RunId}/nothing.txt"),
        ];
        foreach (Func<Task> call in calls)
        {
            MlflowException error = await Should.ThrowAsync<MlflowException>(call);
            error.ErrorCode.ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);
            ((int)error.StatusCode).ShouldBe(404);
        }
    }

    public void Dispose() => _store.Dispose();

    private static async Task<string> WriteModelAsync(string folder, string modelId)
    {
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(folder, "MLmodel"), $"model_id: {modelId}\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "data", "x.bin"), "1234");
        return folder;
    }
}
