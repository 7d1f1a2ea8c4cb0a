namespace FraudMl.Mlflow.Tests;

public sealed class DownloadTests : MlflowServerTests
{
    [Fact]
    public async Task A_run_without_artifacts_is_downloaded_as_an_empty_folder()
    {
        using MlflowClient remote = Server.Connect();
        using MlflowClient embedded = Store.Connect();
        int number = 0;
        foreach (MlflowClient client in (MlflowClient[])[remote, embedded])
        {
            await using MlflowActiveRun run = await client.StartRunAsync("x");
            string target = Path.Combine(Store.Folder, $"empty{number++}");
            (await client.Artifacts.DownloadAsync($"runs:/{run.RunId}", target)).ShouldBe(target);
            Directory.GetFileSystemEntries(target).ShouldBeEmpty();
            Directory.GetFileSystemEntries(await client.Artifacts.DownloadAsync($"runs:/{run.RunId}")).ShouldBeEmpty();
            (await Should.ThrowAsync<MlflowException>(client.Artifacts.DownloadAsync($"runs:/{run.RunId}/nothing", target)))
                .ErrorCode.ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);
        }
    }

    [Theory]
    [InlineData("cards")]
    [InlineData("m-fraud")]
    [InlineData("fraud@eu")]
    [InlineData("a b%20c#d?e")]
    public async Task A_model_of_any_name_is_found_by_alias_version_and_latest(string name)
    {
        using MlflowClient client = Store.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("x");
        await run.LogTextAsync("model/f.txt", name);
        await client.RegisterModelAsync(name, $"runs:/{run.RunId}/model", run.RunId, "champion");
        foreach (string uri in (string[])[$"models:/{name}@champion", $"models:/{name}/1", $"models:/{name}/latest"])
            (await client.Artifacts.ReadTextAsync($"{uri}/f.txt")).ShouldBe(name);
        MlflowModelVersion again = (await client.Registry.CreateVersionAsync(
            new MlflowCreateModelVersion { Name = name, Source = $"models:/{name}/latest" })).ModelVersion;
        (await client.Artifacts.ReadTextAsync($"models:/{name}/{again.Version}/f.txt")).ShouldBe(name);
    }

    [Theory]
    [InlineData("dir?q")]
    [InlineData("dir?q=1")]
    [InlineData("dir#q")]
    [InlineData("100%25")]
    [InlineData("ü b")]
    [InlineData("a:b")]
    [InlineData("file:")]
    public async Task A_store_may_lie_in_a_folder_of_any_name(string name)
    {
        string folder = Path.Combine(Store.Folder, name);
        Directory.CreateDirectory(folder);
        using (MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = $"sqlite:///{folder}/mlflow.db",
            SpoolFolder = Store.Spool }))
        {
            await using MlflowActiveRun run = await client.StartRunAsync("x");
            await run.LogTextAsync("d/a.txt", "hi");
            File.Exists(Path.Combine(folder, "mlartifacts", run.ExperimentId, run.RunId, "artifacts", "d", "a.txt")).ShouldBeTrue();
            (await client.Artifacts.ReadTextAsync($"runs:/{run.RunId}/d/a.txt")).ShouldBe("hi");
            Path.GetFileName(await client.Artifacts.DownloadAsync($"runs:/{run.RunId}/d/a.txt", Path.Combine(folder, "copy")))
                .ShouldBe("a.txt");
        }

        File.Exists(Path.Combine(folder, "mlflow.db")).ShouldBeTrue();
        // Nothing lies beside the folder but what the test itself has there.
        Directory.GetFileSystemEntries(Store.Folder).Select(Path.GetFileName)
            .Where(entry => !entry!.StartsWith("mlflow.db", StringComparison.Ordinal)).ShouldBe([name, "spool"], ignoreOrder: true);
    }
}
