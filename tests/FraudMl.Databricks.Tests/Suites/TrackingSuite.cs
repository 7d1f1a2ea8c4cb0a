using FraudMl.Databricks.Tests.Tracking;
using FraudMl.Mlflow;
using FraudMl.Tracking;

namespace FraudMl.Databricks.Tests.Suites;

/// <summary>What a workspace must do with runs, artifacts and models of MLflow, with the registry in Unity Catalog.</summary>
public abstract class TrackingSuite
{
    private readonly string _experiment = $"fraudml-suite-{Guid.NewGuid():N}";

    /// <summary>The catalog and schema where a model may be made.</summary>
    protected abstract string Schema { get; }

    protected abstract MlflowClient Connect();

    /// <summary>Makes an experiment and a model, and deletes them.</summary>
    protected async Task EverythingAsync()
    {
        using MlflowClient client = Connect();
        string experimentId = await client.GetOrCreateExperimentAsync(_experiment);
        try
        {
            await RunsAsync(client, experimentId);
            await ArtifactsAsync(client);
            await ModelsAsync(client, $"{Schema}.fraudml_suite_{Guid.NewGuid():N}");
        }
        finally
        {
            await client.Experiments.DeleteAsync(new MlflowExperimentReference { ExperimentId = experimentId });
        }
    }

    private async Task RunsAsync(MlflowClient client, string experimentId)
    {
        string runId = await client.RunAsync(_experiment, async run =>
        {
            await run.LogParamAsync("trees", 100);
            for (int step = 0; step < 1_500; step++) run.LogMetric("loss", 1.0 / (step + 1), step);
            var dataset = new MlflowDataset { Name = "payments", Digest = "abcd", SourceType = "local", Source = "{}" };
            await run.LogInputAsync(dataset, "training");
            await using MlflowActiveRun child = await run.StartChildAsync(new() { RunName = "child" });
            return run.RunId;
        });
        MlflowRun read = (await client.Runs.GetAsync(runId)).Run;
        (read.Info.Status, read.Info.ExperimentId).ShouldBe((MlflowRunStatus.Finished, experimentId));
        read.Data.Metrics.Single(metric => metric.Key == "loss").Step.ShouldBe(1_499);
        read.Data.Params.ShouldContain(new MlflowParam("trees", "100"));
        read.Info.ArtifactUri.ShouldBe($"dbfs:/databricks/mlflow-tracking/{experimentId}/{runId}/artifacts");
        (await client.Experiments.GetAsync(experimentId)).Experiment.Name.ShouldEndWith("/" + _experiment);
        (await client.HasLoggedModelsAsync()).ShouldBeTrue();
    }

    private async Task ArtifactsAsync(MlflowClient client)
    {
        await using MlflowActiveRun run = await client.StartRunAsync(_experiment);
        await run.LogTextAsync("notes/über uns.txt", "hello");
        await run.LogTextAsync("notes/empty.txt", "");
        (await client.Artifacts.ReadTextAsync($"runs:/{run.RunId}/notes/über uns.txt")).ShouldBe("hello");
        (await client.Artifacts.ReadTextAsync($"runs:/{run.RunId}/notes/empty.txt")).ShouldBe("");
        (await client.Artifacts.ListAsync($"runs:/{run.RunId}")).Select(file => (file.Path, file.IsDir)).ShouldBe([("notes", true)]);
        (await Should.ThrowAsync<MlflowException>(() => client.Artifacts.OpenReadAsync($"runs:/{run.RunId}/nothing.txt"))).ErrorCode
            .ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);
        (await Should.ThrowAsync<MlflowException>(
            () => client.RegisterModelAsync($"{Schema}.fraudml_suite_none", $"runs:/{run.RunId}/notes", run.RunId))).Message
            .ShouldContain("it has no file MLmodel");
    }

    private async Task ModelsAsync(MlflowClient client, string name)
    {
        (string modelId, string runId) = await TrackedWorkspace.LogAsync(client, _experiment);
        double[] scores = TrackedWorkspace.Model.Score(TrackedWorkspace.Transactions);
        List<string> versions = [];
        try
        {
            for (int i = 0; i < 2; i++)
                versions.Add((await client.RegisterModelAsync(name, $"models:/{modelId}", runId, "champion")).Version);
            versions.Distinct().Count().ShouldBe(2);
            foreach (string uri in (string[])[$"models:/{name}@champion", $"models:/{name}/{versions[0]}"])
                (await client.LoadFraudModelAsync(uri)).Model.Score(TrackedWorkspace.Transactions).ShouldBe(scores, uri);
            await client.PromoteAsync(name, versions[0]);
            (await client.RollbackAsync(name)).Version.ShouldBe(versions[1]);
            await client.Registry.SetVersionTagAsync(new() { Name = name, Version = versions[0], Key = "fraudml.note", Value = "x" });
            (await client.Registry.GetVersionAsync(name, versions[0])).ModelVersion.Tags
                .ShouldContain(new MlflowTag("fraudml.note", "x"));
            (await Should.ThrowAsync<MlflowException>(() => client.LoadFraudModelAsync($"models:/{name}@nobody"))).Message
                .ShouldContain("has no alias 'nobody'");
        }
        finally
        {
            foreach (MlflowModelAlias alias in (await client.Registry.GetModelAsync(name)).RegisteredModel.Aliases)
                await client.Registry.DeleteAliasAsync(new MlflowDeleteModelAlias { Name = name, Alias = alias.Alias });
            foreach (string version in versions)
                await client.Registry.DeleteVersionAsync(new MlflowModelVersionReference { Name = name, Version = version });
            await client.Registry.DeleteModelAsync(new MlflowRegisteredModelReference { Name = name });
        }
    }
}

/// <summary>The double.</summary>
public sealed class DoubleTrackingTests : TrackingSuite, IAsyncLifetime
{
    private TrackedWorkspace _workspace = null!;

    protected override string Schema => "main.fraud";

    public async Task InitializeAsync() => _workspace = await TrackedWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public Task The_double_keeps_runs_artifacts_and_models() => EverythingAsync();

    protected override MlflowClient Connect() => _workspace.Connect();
}

/// <summary>The workspace that DATABRICKS_HOST names, with a model in FRAUDML_DATABRICKS_SCHEMA.</summary>
public sealed class RealTrackingTests : TrackingSuite
{
    protected override string Schema => RealWorkspaceFactAttribute.Schema!;

    [RealWorkspaceFact(RealWorkspaceFactAttribute.SchemaVariable)]
    public Task A_real_workspace_keeps_runs_artifacts_and_models() => EverythingAsync();

    protected override MlflowClient Connect() => MlflowClient.Connect(new MlflowOptions
    {
        TrackingUri = "databricks", RegistryUri = "databricks-uc", Backends = [new DatabricksBackend()],
    });
}
