namespace FraudMl.Mlflow.Tests;

/// <summary>Runs in one store, models in another.</summary>
public sealed class RegistryUriTests : IDisposable
{
    private readonly TemporaryStore _runs = new();
    private readonly TemporaryStore _models = new();

    [Fact]
    public async Task Calls_of_the_registry_go_to_a_store_of_their_own_and_all_others_do_not()
    {
        using MlflowClient client = Connect();
        (string modelId, string runId) = await LogAsync(client);

        MlflowModelVersion version = await client.RegisterModelAsync("main.fraud.cards", $"models:/{modelId}", runId, "champion");
        version.Version.ShouldBe("1");
        await client.RegisterModelAsync("main.fraud.cards", $"runs:/{runId}/packed", runId);

        using MlflowClient models = _models.Connect();
        (await models.Registry.GetByAliasAsync("main.fraud.cards", "champion")).ModelVersion.Version.ShouldBe("1");
        (await models.Experiments.SearchAsync(new MlflowSearchExperiments())).Experiments.ShouldHaveSingleItem().Name.ShouldBe("Default");
        using MlflowClient runs = _runs.Connect();
        (await runs.Registry.SearchModelsAsync()).RegisteredModels.ShouldBeEmpty();
        client.RegistryUri.ShouldBe(_models.TrackingUri);
        runs.RegistryUri.ShouldBe(_runs.TrackingUri);
        foreach (string uri in (string[])["models:/main.fraud.cards@champion", "models:/main.fraud.cards/1", "models:/main.fraud.cards/2",
            "models:/main.fraud.cards/latest", $"models:/{modelId}"])
            File.Exists(Path.Combine(await client.DownloadModelAsync(uri), "MLmodel")).ShouldBeTrue(uri);
    }

    [Fact]
    public void A_registry_that_can_t_be_opened_is_named_by_its_option()
    {
        var options = new MlflowOptions { TrackingUri = _runs.TrackingUri, RegistryUri = "sqlite://models.db" };
        options.Problems().ShouldHaveSingleItem().ShouldStartWith("RegistryUri must name a file");
        MlflowException error = Should.Throw<MlflowException>(
            () => MlflowClient.Connect(options with { RegistryUri = "postgresql://ann:s3cret@db/mlflow" }));
        error.Message.ShouldContain("postgresql://db/mlflow");
        error.Message.ShouldNotContain("s3cret");
    }

    public void Dispose()
    {
        _runs.Dispose();
        _models.Dispose();
    }

    // An embedded registry takes no folders of this machine that are not of its own runs.
    private MlflowClient Connect() => MlflowClient.Connect(
        new MlflowOptions { TrackingUri = _runs.TrackingUri, RegistryUri = _models.TrackingUri, ArtifactRoot = "mlflow-artifacts:/",
            SpoolFolder = _runs.Spool });

    private async Task<(string ModelId, string RunId)> LogAsync(MlflowClient client)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_runs.Folder, "model")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "MLmodel"), "flavors: {}");
        return await client.RunAsync("cards", async run =>
        {
            await run.LogFolderAsync(folder, "packed");
            return ((await run.LogModelAsync("model", _ => Task.FromResult(folder))).Info.ModelId, run.RunId);
        });
    }
}
