using FraudMl.Mlflow;

namespace FraudMl.Tracking.Tests;

public sealed class FraudModelTrackingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MlflowClient _client;

    public FraudModelTrackingTests() =>
        _client = MlflowClient.Connect(new MlflowOptions { TrackingUri = $"sqlite:///{_folder.At("mlflow.db")}" });

    [Fact]
    public async Task A_registered_model_loads_by_alias_version_and_id()
    {
        FraudModel model = TestModels.Numeric();

        RegisteredFraudModel registered = await _client.RegisterAsync(model, "cards", alias: "champion");

        double[] scores = model.Score(TestModels.Transactions);
        foreach (string uri in new[] { "models:/cards@champion", "models:/cards/1", $"models:/{registered.ModelId}" })
            (await _client.LoadFraudModelAsync(uri)).Model.Score(TestModels.Transactions).ShouldBe(scores, uri);
        (await _client.LoadFraudModelAsync("models:/cards@champion")).Version.ShouldBe("1");
    }

    [Fact]
    public async Task A_store_is_asked_before_the_training_whether_it_is_there()
    {
        await _client.RequireReadyAsync("cards");

        (await _client.Experiments.GetByNameAsync("cards")).Experiment.Name.ShouldBe("cards");
        using MlflowClient away = MlflowClient.Connect(new MlflowOptions { TrackingUri = "http://127.0.0.1:1", RetryCount = 0 });
        await Should.ThrowAsync<MlflowException>(() => away.RequireReadyAsync("cards"));
    }

    [Fact]
    public async Task A_model_that_was_written_is_registered_later_from_its_folder()
    {
        FraudModelPackage.Write(TestModels.Numeric(), _folder.At("model"));

        await _client.RegisterAsync(FraudModelPackage.Load(_folder.At("model")), "cards", alias: "champion");

        LoadedFraudModel loaded = await _client.LoadFraudModelAsync("models:/cards@champion");
        loaded.Model.Score(TestModels.Transactions).ShouldBe(TestModels.Numeric().Score(TestModels.Transactions));
    }

    [Fact]
    public async Task Registering_again_makes_the_next_version_of_the_same_logged_model()
    {
        FraudModel model = TestModels.Numeric();

        RegisteredFraudModel first = await _client.RegisterAsync(model, "cards", alias: "champion");
        RegisteredFraudModel second = await _client.RegisterAsync(model, "cards", alias: "champion");

        second.Version.ShouldBe("2");
        second.ModelId.ShouldBe(first.ModelId);
        (await _client.LoadFraudModelAsync("models:/cards@champion")).Version.ShouldBe("2");
    }

    [Fact]
    public async Task A_run_whose_model_could_not_be_logged_has_failed()
    {
        // In the way of the folder of artifacts.
        await File.WriteAllTextAsync(_folder.At("mlartifacts"), "");

        await Should.ThrowAsync<Exception>(() => _client.RegisterAsync(TestModels.Numeric(), "cards"));

        string experiment = await _client.GetOrCreateExperimentAsync("cards");
        MlflowRun run = (await _client.Runs.SearchAsync(new MlflowSearchRuns { ExperimentIds = [experiment] })).Runs.Single();
        run.Info.Status.ShouldBe(MlflowRunStatus.Failed);
        run.Data.Tags.Single(tag => tag.Key == "fraudml.reason").Value.ShouldContain("Exception: ");
    }

    [Fact]
    public async Task An_unknown_alias_is_refused_by_name()
    {
        await _client.RegisterAsync(TestModels.Numeric(), "cards");

        (await Should.ThrowAsync<MlflowException>(() => _client.LoadFraudModelAsync("models:/cards@nobody"))).Message
            .ShouldContain("nobody");
    }

    [Fact]
    public async Task A_model_loads_from_a_folder_and_from_the_artifacts_of_a_run()
    {
        FraudModel model = TestModels.Numeric();
        string folder = _folder.At("model");
        FraudModelPackage.Write(model, folder);
        await using MlflowActiveRun run = await _client.StartRunAsync("cards");
        await run.LogFolderAsync(folder, "packed");

        foreach (string uri in new[] { folder, $"runs:/{run.RunId}/packed" })
        {
            LoadedFraudModel loaded = await _client.LoadFraudModelAsync(uri);
            loaded.Model.Score(TestModels.Transactions).ShouldBe(model.Score(TestModels.Transactions), uri);
            (loaded.Uri, loaded.Name, loaded.Version).ShouldBe((uri, null, null));
        }
    }

    [Fact]
    public async Task The_latest_version_is_named_by_its_number()
    {
        await _client.RegisterAsync(TestModels.Numeric(), "cards");
        await _client.RegisterAsync(TestModels.Numeric(), "cards");

        LoadedFraudModel loaded = await _client.LoadFraudModelAsync("models:/cards/latest");

        (loaded.Name, loaded.Version).ShouldBe(("cards", "2"));
    }

    [Theory]
    [InlineData("no/such/folder", "no/such/folder")]
    [InlineData("", "''")]
    [InlineData("models:/cards", "models:/cards")]
    [InlineData("models:/nobody/1", "nobody")]
    [InlineData("models:/nobody/latest", "nobody")]
    [InlineData("models:/m-0123456789abcdef0123456789abcdef", "m-0123456789abcdef0123456789abcdef")]
    [InlineData("runs:/0123456789abcdef0123456789abcdef/model", "0123456789abcdef0123456789abcdef")]
    public async Task What_is_not_there_is_told_by_name(string uri, string name)
    {
        Exception error = await Should.ThrowAsync<Exception>(() => _client.LoadFraudModelAsync(uri));

        (error is FraudMlException or MlflowException).ShouldBeTrue($"{error.GetType().Name}: {error.Message}");
        error.Message.ShouldContain(name);
    }

    [Fact]
    public async Task A_model_whose_upload_failed_is_refused_even_where_its_files_would_do()
    {
        string folder = _folder.At("model");
        FraudModelPackage.Write(TestModels.Numeric(), folder);
        await using MlflowActiveRun run = await _client.StartRunAsync("cards");
        MlflowLoggedModelInfo info = (await _client.LoggedModels.CreateAsync(
            new MlflowCreateLoggedModel { ExperimentId = run.ExperimentId, Name = "model" })).Model.Info;
        await _client.Artifacts.UploadFolderAsync(info.ArtifactUri, folder);
        await _client.LoggedModels.FinalizeAsync(info.ModelId,
            new MlflowFinalizeLoggedModel { ModelId = info.ModelId, Status = MlflowLoggedModelStatus.UploadFailed });

        (await Should.ThrowAsync<FraudMlException>(() => _client.LoadFraudModelAsync($"models:/{info.ModelId}"))).Message
            .ShouldBe($"The model {info.ModelId} is incomplete: its upload failed. Log it again.");
    }

    [Theory]
    [InlineData(MlflowLoggedModelStatus.UploadFailed, "its upload failed. Log it again.")]
    [InlineData(null, "its upload has not ended. Wait for it; if its process is gone, log it again.")]
    public async Task A_version_whose_model_is_incomplete_is_refused_by_alias_and_number(MlflowLoggedModelStatus? status, string problem)
    {
        string folder = _folder.At("model");
        FraudModelPackage.Write(TestModels.Numeric(), folder);
        await using MlflowActiveRun run = await _client.StartRunAsync("cards");
        MlflowLoggedModelInfo info = (await _client.LoggedModels.CreateAsync(
            new MlflowCreateLoggedModel { ExperimentId = run.ExperimentId, Name = "model" })).Model.Info;
        await _client.Artifacts.UploadFolderAsync(info.ArtifactUri, folder);
        if (status is { } end) await _client.LoggedModels.FinalizeAsync(info.ModelId,
            new MlflowFinalizeLoggedModel { ModelId = info.ModelId, Status = end });
        await _client.RegisterModelAsync("cards", $"models:/{info.ModelId}", run.RunId, alias: "champion");

        foreach (string uri in new[] { "models:/cards@champion", "models:/cards/1", "models:/cards/latest" })
        {
            (await Should.ThrowAsync<FraudMlException>(() => _client.LoadFraudModelAsync(uri))).Message
                .ShouldBe($"'{uri}' is version 1 of 'cards', and its model {info.ModelId} is incomplete: {problem} Then register it, and "
                    + $"move the alias to the new version.");
        }
    }

    [Fact]
    public async Task A_model_of_a_store_elsewhere_is_copied_here()
    {
        RegisteredFraudModel registered = await _client.RegisterAsync(TestModels.Numeric(), "cards", alias: "champion");
        using MlflowClient elsewhere = MlflowClient.Connect(new MlflowOptions { TrackingUri = "leaving://store",
            Backends = [new LeavingBackend { Store = _client }] });

        LoadedFraudModel loaded = await elsewhere.LoadFraudModelAsync("models:/cards@champion");

        loaded.Model.Score(TestModels.Transactions).ShouldBe(TestModels.Numeric().Score(TestModels.Transactions));
        loaded.Directory.ShouldBeNull();
        (loaded.Name, loaded.Version).ShouldBe(("cards", registered.Version));
    }

    public void Dispose()
    {
        _client.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
