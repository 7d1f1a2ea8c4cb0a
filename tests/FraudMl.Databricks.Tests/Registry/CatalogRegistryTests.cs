using FraudMl.Databricks.Double;
using FraudMl.Databricks.Tests.Tracking;
using FraudMl.Mlflow;
using FraudMl.Tracking;

namespace FraudMl.Databricks.Tests.Registry;

public sealed class CatalogRegistryTests : IAsyncLifetime
{
    private const string Name = "main.fraud.cards";

    private TrackedWorkspace _workspace = null!;

    private CatalogModelState State => _workspace.Double.Registry.Models[Name];

    public async Task InitializeAsync() => _workspace = await TrackedWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Theory]
    [InlineData(CloudKind.Aws)]
    [InlineData(CloudKind.AzureLake)]
    [InlineData(CloudKind.Google)]
    [InlineData(CloudKind.Default)]
    public async Task A_model_that_is_registered_loads_by_its_alias_and_scores_the_same(CloudKind kind)
    {
        _workspace.Double.Registry.Kind = kind;
        // Rights end on the way.
        int count = 0;
        _workspace.Double.Before = context =>
        {
            if (context.Request.Path.StartsWithSegments("/cloud") && ++count % 7 == 0)
                _workspace.Double.Clock.Advance(TimeSpan.FromHours(1));
            return Fault.None;
        };
        MlflowClient client = _workspace.Connect();
        RegisteredFraudModel registered = await client.RegisterAsync(TrackedWorkspace.Model, Name, alias: "champion");
        registered.Version.ShouldBe("1");
        State.Versions[1].Status.ShouldBe("READY");
        State.Versions[1].ModelId.ShouldBe(registered.ModelId);
        State.Versions[1].Tags.Keys.Single().ShouldBe("fraudml_mlmodel_sha256");

        // The files are the catalog's own: those of the run are not asked for.
        KeyValuePair<string, byte[]>[] ofRun =
            [.. _workspace.Double.Cloud.Files.Where(file => file.Key.StartsWith("model/", StringComparison.Ordinal))];
        foreach ((string file, _) in ofRun) _workspace.Double.Cloud.Files.TryRemove(file, out _);
        double[] scores = TrackedWorkspace.Model.Score(TrackedWorkspace.Transactions);
        foreach (string uri in (string[])[$"models:/{Name}@champion", $"models:/{Name}/1", $"models:/{Name}/latest"])
        {
            LoadedFraudModel loaded = await client.LoadFraudModelAsync(uri);
            loaded.Model.Score(TrackedWorkspace.Transactions).ShouldBe(scores, uri);
            (loaded.Name, loaded.Version, loaded.Integrity).ShouldBe((Name, "1", ModelIntegrity.Registered));
        }

        foreach ((string file, byte[] bytes) in ofRun) _workspace.Double.Cloud.Files[file] = bytes;
        (await client.RegisterAsync(TrackedWorkspace.Model, Name, alias: "champion")).Version.ShouldBe("2");
        await client.PromoteAsync(Name, "1");
        (await client.RollbackAsync(Name)).Version.ShouldBe("2");
    }

    [Fact]
    public async Task A_model_of_a_store_on_this_machine_is_registered_too()
    {
        string store = _workspace.At("local");
        Directory.CreateDirectory(store);
        MlflowClient client = _workspace.Connect(tracking: $"sqlite:///{store}/mlflow.db");
        await client.RegisterAsync(TrackedWorkspace.Model, Name, alias: "champion");
        (await client.LoadFraudModelAsync($"models:/{Name}@champion")).Model.Score(TrackedWorkspace.Transactions)
            .ShouldBe(TrackedWorkspace.Model.Score(TrackedWorkspace.Transactions));
        client.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Theory]
    [InlineData("flavors: {}\n")]
    [InlineData("flavors: {}\nsignature: null\n")]
    [InlineData("flavors: {}\nsignature:\n  inputs: '[]'\n  outputs: null\n  params: null\nx: 1\n")]
    [InlineData(null)]
    public async Task A_model_without_a_signature_is_refused_before_anything_is_done(string? manifest)
    {
        MlflowClient client = _workspace.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("cards");
        await run.LogTextAsync(manifest is null ? "model/other" : "model/MLmodel", manifest ?? "");
        MlflowException error = await Should.ThrowAsync<MlflowException>(
            () => client.RegisterModelAsync(Name, $"runs:/{run.RunId}/model", run.RunId));
        error.Message.ShouldContain(manifest is null ? "it has no file MLmodel" : "Log the model with a signature");
        State.Versions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cards")]
    [InlineData("fraud.cards")]
    [InlineData("a.b.c.d")]
    [InlineData("main..cards")]
    public async Task A_name_has_three_parts(string name) => (await Should.ThrowAsync<MlflowException>(
        () => _workspace.Connect().RegisterModelAsync(name, "dbfs:/databricks/mlflow-tracking/1/2/artifacts/model"))).Message
        .ShouldContain($"named catalog.schema.model, such as main.fraud.cards. Got '{name}' instead.");

    [Fact]
    public async Task Who_may_not_create_names_may_add_versions()
    {
        MlflowClient client = _workspace.Connect();
        (string modelId, string runId) = await TrackedWorkspace.LogAsync(client);
        _workspace.Double.Registry.MayCreateModels = false;
        (await Should.ThrowAsync<MlflowException>(() => client.RegisterModelAsync(Name, $"models:/{modelId}", runId))).ErrorCode
            .ShouldBe(MlflowErrorCodes.PermissionDenied);
        _workspace.Double.Registry.Models[Name] = new CatalogModelState();
        (await client.RegisterModelAsync(Name, $"models:/{modelId}", runId)).Version.ShouldBe("1");
    }

    [Theory]
    [InlineData("model-versions/create")]
    [InlineData("generate-temporary-credentials")]
    [InlineData("/cloud/models.s3")]
    [InlineData("model-versions/finalize")]
    [InlineData("registered-models/alias")]
    public async Task A_registration_that_broke_off_goes_on_with_its_version(string step)
    {
        MlflowClient client = _workspace.Connect();
        (string modelId, string runId) = await TrackedWorkspace.LogAsync(client);
        _workspace.Double.Before = context => context.Request.Path.Value!.Contains(step, StringComparison.Ordinal)
            && context.Request.Method != "GET" && context.Request.Method != "HEAD" ? Fault.CutBefore : Fault.None;
        MlflowException error = await Should.ThrowAsync<MlflowException>(
            () => client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion"));
        if (step != "model-versions/create") error.Message.ShouldContain("that goes on with this version");
        if (step is "generate-temporary-credentials" or "/cloud/models.s3" or "model-versions/finalize")
        {
            _workspace.Double.Before = null;
            (await Should.ThrowAsync<MlflowException>(() => client.DownloadModelAsync($"models:/{Name}/1"))).Message
                .ShouldContain("Version 1 of 'main.fraud.cards' is not complete");
        }

        _workspace.Double.Before = null;
        MlflowModelVersion version = await client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion");
        version.Version.ShouldBe("1");
        State.Versions.Count.ShouldBe(1);
        State.Aliases["champion"].ShouldBe(1);
        (await client.LoadFraudModelAsync($"models:/{Name}@champion")).Version.ShouldBe("1");
    }

    [Theory]
    [InlineData("model-versions/create")]
    [InlineData("model-versions/finalize")]
    [InlineData("registered-models/alias")]
    public async Task A_step_whose_answer_is_lost_is_not_done_twice(string step)
    {
        MlflowClient client = _workspace.Connect();
        (string modelId, string runId) = await TrackedWorkspace.LogAsync(client);
        int left = 1;
        _workspace.Double.Before = context => context.Request.Path.Value!.EndsWith(step, StringComparison.Ordinal)
            && context.Request.Method == "POST" && left-- > 0 ? Fault.CutAfter : Fault.None;
        (await client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion")).Version.ShouldBe("1");
        State.Versions.Count.ShouldBe(1);
        State.Versions[1].Status.ShouldBe("READY");
    }

    [Theory]
    [InlineData(CloudKind.Aws)]
    [InlineData(CloudKind.AzureLake)]
    [InlineData(CloudKind.Google)]
    public async Task Answers_that_break_off_in_the_middle_are_asked_for_again(CloudKind kind)
    {
        _workspace.Double.Registry.Kind = kind;
        int count = 0;
        _workspace.Double.Before = _ => Interlocked.Increment(ref count) % 3 == 0 ? Fault.CutWithin : Fault.None;
        MlflowClient client = _workspace.Connect();
        (string modelId, string runId) = await TrackedWorkspace.LogAsync(client);
        (await client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion")).Version.ShouldBe("1");
        (await client.LoadFraudModelAsync($"models:/{Name}@champion")).Model.Score(TrackedWorkspace.Transactions)
            .ShouldBe(TrackedWorkspace.Model.Score(TrackedWorkspace.Transactions));
    }

    [Fact]
    public async Task A_version_that_is_told_as_pending_after_its_last_step_is_waited_for()
    {
        MlflowClient client = _workspace.Connect();
        (string modelId, string runId) = await TrackedWorkspace.LogAsync(client);
        _workspace.Double.Registry.FinalizeLag = TimeSpan.FromMinutes(2);
        int left = 1;
        _workspace.Double.Before = context => context.Request.Path.Value!.EndsWith("model-versions/finalize", StringComparison.Ordinal)
            && left-- > 0 ? Fault.CutAfter : Fault.None;
        // The answer to the first attempt is lost, and the second one refused.
        (await client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion")).Version.ShouldBe("1");
        (await client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion")).Version.ShouldBe("2");

        _workspace.Double.Registry.FinalizeLag = TimeSpan.FromHours(1);
        MlflowException late = await Should.ThrowAsync<MlflowException>(
            () => client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion"));
        late.Message.ShouldStartWith(
            "Version 3 of 'main.fraud.cards' is not complete: It is still in the state PENDING_REGISTRATION, 30");
    }

    [Fact]
    public async Task A_key_that_can_t_be_removed_is_told_to_the_log()
    {
        MlflowClient client = _workspace.Connect();
        (string modelId, string runId) = await TrackedWorkspace.LogAsync(client);
        _workspace.Double.Before = context => context.Request.Path.Value!.EndsWith("model-versions/delete-tag", StringComparison.Ordinal)
            ? Fault.Unavailable : Fault.None;
        (await client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion")).Version.ShouldBe("1");
        _workspace.Workspace.Logged.ShouldContain("The tag fraudml_creationKey of version 1 of main.fraud.cards could not be removed "
            + "(TEMPORARILY_UNAVAILABLE): registered again, the same model gets this version again. Remove the tag to register it as "
            + "another version.");
        (await client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion")).Version.ShouldBe("1");
        _workspace.Double.Before = null;
        // What is registered again without a hitch loses its key.
        (await client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion")).Version.ShouldBe("1");
        (await client.RegisterModelAsync(Name, $"models:/{modelId}", runId, "champion")).Version.ShouldBe("2");
    }

    [Fact]
    public async Task What_the_catalog_has_not_is_said()
    {
        MlflowClient client = _workspace.Connect();
        await client.RegisterAsync(TrackedWorkspace.Model, Name);
        Func<Task>[] calls =
        [
            () => client.Registry.TransitionStageAsync(new MlflowTransitionStage
            {
                Name = Name, Version = "1", Stage = "Production", ArchiveExistingVersions = false,
            }),
            () => client.Registry.SearchModelsAsync("name LIKE 'x'"),
            () => client.Registry.SearchVersionsAsync(orderBy: ["name"]),
        ];
        foreach (Func<Task> call in calls)
            (await Should.ThrowAsync<MlflowException>(call)).Message.ShouldStartWith("Unity Catalog has no ");
        await client.Registry.SetVersionTagAsync(new() { Name = Name, Version = "1", Key = "fraudml.note", Value = "x" });
        (await client.Registry.GetVersionAsync(Name, "1")).ModelVersion.Tags.ShouldContain(new MlflowTag("fraudml.note", "x"));
        (await Should.ThrowAsync<MlflowException>(() => client.Registry.SetVersionTagAsync(
            new() { Name = Name, Version = "1", Key = "team:risk", Value = "x" }))).Message.ShouldContain("Got 'team:risk' instead");
        (await Should.ThrowAsync<MlflowException>(() => client.LoadFraudModelAsync($"models:/{Name}@nobody"))).Message
            .ShouldContain("has no alias 'nobody'");
    }
}
