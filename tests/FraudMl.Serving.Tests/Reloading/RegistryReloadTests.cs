using System.Net.Http.Json;
using System.Text.Json;
using FraudMl.Mlflow;
using FraudMl.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

public sealed class RegistryReloadTests : IDisposable
{
    private static readonly FraudModel First = TestModels.SmallModel(1), Second = TestModels.SmallModel(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-reload-").FullName;

    private string TrackingUri => $"sqlite:///{Path.Combine(_folder, "mlflow.db")}";

    [Fact]
    public async Task An_alias_that_moves_is_followed_and_a_version_with_exchanged_files_is_refused()
    {
        using MlflowClient client = Connect();
        await client.RegisterAsync(First, "cards", alias: "champion");
        await using ScoringServer server = await StartAsync("models:/cards@champion");
        await client.RegisterAsync(Second, "cards", alias: "champion");
        await server.UntilServedAsync("2");
        server.Services.GetRequiredService<IFraudScorer>().Served.Golden!.Rows.Count.ShouldBe(16);

        await client.RegisterAsync(First, "cards", alias: "next");
        await client.RegisterAsync(TestModels.SmallModel(3), "cards", alias: "other");
        File.AppendAllText(Path.Combine((await client.LoadFraudModelAsync("models:/cards/4")).Directory!, "model.onnx"), "x");
        await client.PromoteAsync("cards", "4");
        await UntilAsync(() => server.Admin().Status.Problem is not null);
        server.Admin().Status.Problem!.ShouldContain("model.onnx has another SHA-256 than MLmodel says");
        server.Admin().Status.Current!.Version.ShouldBe("2");
        await client.PromoteAsync("cards", "3");
        await UntilAsync(() => server.Admin().Status.Current!.Version == "3");
    }

    [Fact]
    public async Task A_digest_that_is_pinned_is_the_only_one_served()
    {
        using MlflowClient client = Connect();
        await client.RegisterAsync(First, "cards", alias: "champion");
        string digest = (await client.LoadFraudModelAsync("models:/cards/1")).Digest;
        await using ScoringServer server = await StartAsync(
            "models:/cards@champion", options => options.Digest = digest.ToUpperInvariant());
        await client.RegisterAsync(Second, "cards", alias: "champion");
        await UntilAsync(() => server.Admin().Status.Problem is not null);
        server.Admin().Status.Problem!.ShouldContain("set FraudScoring:Digest");
        (await Should.ThrowAsync<FraudMlException>(() => StartAsync("models:/cards@champion", options => options.Digest = digest)))
            .Message.ShouldContain("must not be served");
    }

    [Fact]
    public async Task A_directory_that_is_written_again_is_served_when_it_is_whole()
    {
        string directory = Path.Combine(_folder, "model"), manifest = Path.Combine(directory, "MLmodel");
        FraudModelPackage.Write(First, directory);
        await using ScoringServer server = await StartAsync(directory);
        FraudModelPackage.Write(Second, Path.Combine(_folder, "next"));

        // Copied by a tool that begins with the manifest.
        File.Copy(Path.Combine(_folder, "next", "MLmodel"), manifest, overwrite: true);
        await UntilAsync(() => server.Admin().Status.Problem is not null);
        (await ScoreAsync(server)).ShouldBe(First.Score(TestModels.Numbers(1, 9))[0]);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(_folder, "next", "fraudml")))
            File.Copy(file, Path.Combine(directory, "fraudml", Path.GetFileName(file)), overwrite: true);
        File.Copy(Path.Combine(_folder, "next", "model.onnx"), Path.Combine(directory, "model.onnx"), overwrite: true);
        await UntilAsync(() => server.Admin().Status.Problem is null && server.Admin().Status.Previous is not null);
        (await ScoreAsync(server)).ShouldBe(Second.Score(TestModels.Numbers(1, 9))[0]);
    }

    [Fact]
    public async Task A_store_that_is_away_or_dies_in_the_middle_of_a_download_is_asked_again()
    {
        await using var store = await FragileStore.StartAsync(Path.Combine(_folder, "mlflow.db"));
        using MlflowClient client = store.Connect();
        await client.RegisterAsync(First, "cards", alias: "champion");
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton(client)
            .AddFraudScoring("models:/cards@champion", options => options.PollInterval = TimeSpan.FromMilliseconds(20)));
        await using ScoringServer running = server;
        await started;
        store.CutDownloads = true;
        await client.RegisterAsync(Second, "cards", alias: "champion");
        await UntilAsync(() => store.CutCount >= 3);
        server.Admin().Status.Problem.ShouldNotBeNull();
        (await ScoreAsync(server)).ShouldBe(First.Score(TestModels.Numbers(1, 9))[0]);
        store.IsAway = true;
        store.CutDownloads = false;
        await UntilAsync(() => store.RefusedCount >= 3);
        (await ScoreAsync(server)).ShouldBe(First.Score(TestModels.Numbers(1, 9))[0]);
        store.IsAway = false;
        await server.UntilServedAsync("2");
        (await ScoreAsync(server)).ShouldBe(Second.Score(TestModels.Numbers(1, 9))[0]);
        server.Admin().Status.Problem.ShouldBeNull();
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition()) await Task.Delay(10, limit.Token);
    }

    private static async Task<double> ScoreAsync(ScoringServer server)
    {
        using HttpResponseMessage response = await server.PostAsync(
            RequestBodies.Record(TestModels.Numbers(1, 9), 0).ToJsonString(), path: "/score");
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("fraudProbability").GetDouble();
    }

    private MlflowClient Connect() => MlflowClient.Connect(new MlflowOptions { TrackingUri = TrackingUri });

    private async Task<ScoringServer> StartAsync(string uri, Action<FraudScoringOptions>? configure = null)
    {
        void Configure(FraudScoringOptions options)
        {
            options.TrackingUri = TrackingUri;
            options.PollInterval = TimeSpan.FromMilliseconds(20);
            configure?.Invoke(options);
        }

        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(
            services => services.AddFraudScoring(uri, Configure));
        try
        {
            await started;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
