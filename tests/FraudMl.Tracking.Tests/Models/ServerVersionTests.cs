using System.Text.Json;
using FraudMl.Mlflow;

namespace FraudMl.Tracking.Tests;

public sealed class ServerVersionTests
{
    [Fact]
    public async Task A_server_before_MLflow_3_gets_the_model_among_the_artifacts_of_its_run()
    {
        await using OldServer server = await OldServer.StartAsync("2.22.0");
        using MlflowClient client = server.Connect();
        FraudModel model = TestModels.Numeric();

        RegisteredFraudModel registered = await client.RegisterAsync(model, "cards", alias: "champion");

        registered.ModelId.ShouldBeNull();
        MlflowModelVersion version = (await client.Registry.GetVersionAsync("cards", registered.Version)).ModelVersion;
        MlflowRun run = (await client.Runs.GetAsync(version.RunId)).Run;
        version.Source.ShouldBe($"{run.Info.ArtifactUri}/model");
        using JsonDocument history = JsonDocument.Parse(TrackedStore.Tag(run, "mlflow.log-model.history")!);
        JsonElement logged = history.RootElement[0];
        logged.GetProperty("run_id").GetString().ShouldBe(run.Info.RunId);
        logged.GetProperty("artifact_path").GetString().ShouldBe("model");
        logged.GetProperty("flavors").GetProperty("python_function").GetProperty("loader_module").GetString().ShouldBe("mlflow.onnx");
        foreach (string uri in new[] { "models:/cards@champion", $"runs:/{run.Info.RunId}/model" })
            (await client.LoadFraudModelAsync(uri)).Model.Score(TestModels.Transactions)
                .ShouldBe(model.Score(TestModels.Transactions), uri);
        server.Asked.ShouldNotContain(path => path.Contains("/logged-models", StringComparison.Ordinal));
        server.Asked.Count(path => path == "/version").ShouldBe(1);
    }

    [Fact]
    public async Task An_experiment_is_tracked_on_it_without_a_warning()
    {
        await using OldServer server = await OldServer.StartAsync("2.9.2");
        using MlflowClient client = server.Connect();

        ExperimentResult result = await FraudMl.Tests.RecordedExperiment.Create().Observe(new MlflowObserver(client))
            .RunAsync(FraudMl.Tests.RecordedExperiment.Data.Train);

        result.Warnings.ShouldBeEmpty();
        (await client.RegisterAsync(result.Best, "cards")).ModelId.ShouldBeNull();
    }

    [Theory]
    [InlineData("3.0.0")]
    [InlineData("10.1.0.dev0")]
    [InlineData("<html>Log in</html>")]
    public async Task Any_other_server_gets_a_logged_model(string version)
    {
        await using OldServer server = await OldServer.StartAsync(version);
        using MlflowClient client = server.Connect();

        (await client.RegisterAsync(TestModels.Numeric(), "cards")).ModelId.ShouldStartWith("m-");
    }
}
