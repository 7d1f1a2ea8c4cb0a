using System.Diagnostics;
using FraudMl.Databricks.Double;
using FraudMl.Mlflow;
using FraudMl.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Databricks.Tests.Tracking;

public sealed class DatabricksBackendTests : IAsyncLifetime
{
    private TrackedWorkspace _workspace = null!;

    public async Task InitializeAsync() => _workspace = await TrackedWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public async Task An_experiment_is_in_the_home_folder_or_in_a_folder_that_is_made()
    {
        MlflowClient client = _workspace.Connect();
        string id = await client.GetOrCreateExperimentAsync("cards");
        (await client.Experiments.GetAsync(id)).Experiment.Name.ShouldBe($"/Users/{MlflowTracking.User}/cards");
        await client.GetOrCreateExperimentAsync("/Shared/fraud/cards");
        _workspace.Double.Files.Has("/Shared/fraud").ShouldBeTrue();
    }

    [Theory]
    [InlineData("dbfs:/Volumes/main/fraud/artifacts")]
    [InlineData("s3://bucket/artifacts")]
    public async Task An_experiment_with_a_place_of_its_own_for_artifacts_is_refused_by_one_sentence(string place)
    {
        MlflowClient client = _workspace.Connect();
        await client.Experiments.CreateAsync(new MlflowCreateExperiment { Name = "/Shared/placed", ArtifactLocation = place });
        await using MlflowActiveRun run = await client.StartRunAsync("/Shared/placed");
        string uri = (await client.Runs.GetAsync(run.RunId)).Run.Info.ArtifactUri;
        (await Should.ThrowAsync<MlflowException>(() => run.LogTextAsync("notes.txt", "hello"))).Message.ShouldBe(
            $"'{uri}/notes.txt' can't be reached through Databricks: artifacts of runs are read and written where the workspace keeps "
            + "them (dbfs:/databricks/mlflow-tracking/…), not in volumes or storage of one's own. Use an experiment without an artifact "
            + "location of its own.");
    }

    [Theory]
    [InlineData(CloudKind.Aws)]
    [InlineData(CloudKind.AzureBlobs)]
    [InlineData(CloudKind.AzureLake)]
    [InlineData(CloudKind.Google)]
    public async Task Artifacts_go_where_the_workspace_keeps_them_although_rights_end(CloudKind kind)
    {
        _workspace.Double.Tracking.Artifacts = kind;
        // A fifth of the requests comes too late.
        int count = 0;
        _workspace.Double.Before = context =>
        {
            if (context.Request.Path.StartsWithSegments("/cloud") && ++count % 5 == 0)
                _workspace.Double.Clock.Advance(TimeSpan.FromMinutes(20));
            return Fault.None;
        };
        MlflowClient client = _workspace.Connect();
        byte[] large = [.. Enumerable.Range(0, 11 << 20).Select(i => (byte)(i * 31 >> 3))];
        await using MlflowActiveRun run = await client.StartRunAsync("cards");
        await run.LogTextAsync("notes/über uns.txt", "hello");
        await run.LogTextAsync("notes/empty.txt", "");
        await run.LogBytesAsync("large.bin", large);

        (await client.Artifacts.ReadTextAsync($"runs:/{run.RunId}/notes/über uns.txt")).ShouldBe("hello");
        (await client.Artifacts.ListAsync($"runs:/{run.RunId}")).Select(file => (file.Path, file.IsDir))
            .ShouldBe([("large.bin", false), ("notes", true)]);
        string folder = await client.Artifacts.DownloadAsync($"runs:/{run.RunId}", _workspace.At("copy"));
        (await File.ReadAllBytesAsync(Path.Combine(folder, "large.bin"))).SequenceEqual(large).ShouldBeTrue();
        (await File.ReadAllTextAsync(Path.Combine(folder, "notes", "empty.txt"))).ShouldBe("");
        string file = await client.Artifacts.DownloadAsync($"runs:/{run.RunId}/notes/empty.txt", _workspace.At("one"));
        Path.GetFileName(file).ShouldBe("empty.txt");
        (await Should.ThrowAsync<MlflowException>(() => client.Artifacts.OpenReadAsync($"runs:/{run.RunId}/nothing.txt"))).ErrorCode
            .ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);
        _workspace.Double.Cloud.RefusedCount.ShouldBeGreaterThan(0);
        _workspace.Double.Requests.Where(request => request.Path.StartsWith("/cloud", StringComparison.Ordinal))
            .ShouldAllBe(request => request.Authorization == null);
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_did()
    {
        MlflowClient client = _workspace.Connect();
        byte[] large = [.. Enumerable.Range(0, 1 << 20).Select(i => (byte)(i * 31 >> 3))];
        await using MlflowActiveRun run = await client.StartRunAsync("cards");
        await run.LogBytesAsync("large.bin", large);
        int left = 3;
        _workspace.Double.Before = context =>
            context.Request.Path.StartsWithSegments("/cloud") && left-- > 0 ? Fault.CutWithin : Fault.None;
        await client.Artifacts.DownloadAsync($"runs:/{run.RunId}/large.bin", _workspace.At("copy"));
        (await File.ReadAllBytesAsync(_workspace.At("copy/large.bin"))).SequenceEqual(large).ShouldBeTrue();
    }

    [Fact]
    public async Task Parts_of_an_upload_become_one_file()
    {
        MlflowClient client = _workspace.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("cards");
        string runId = run.RunId;
        using FraudMl.Workspace workspace = FraudMl.Workspace.Open(_workspace.Options);
        using var storage = new StorageClient(workspace);
        var access = new TrackedAccess(
            new TrackedPlace(runId, IsModel: false, ""), new MlflowCalls(workspace), storage, client.Runs, client.LoggedModels);
        IPartedUpload parts = (await access.BeginPartsAsync("big.bin", 2, CancellationToken.None))!;
        List<string> tags = [];
        for (int part = 1; part <= 2; part++)
        {
            _workspace.Double.Clock.Advance(TimeSpan.FromHours(1));
            int number = part;
            using HttpResponseMessage answer = await storage.SendAsync(
                isRefused => parts.SignAsync(number, isRefused, CancellationToken.None),
                file => file.Request(HttpMethod.Put, content: new ByteArrayContent([(byte)number])), CancellationToken.None);
            tags.Add(answer.Headers.ETag!.ToString());
        }

        await parts.CompleteAsync(tags, CancellationToken.None);
        _workspace.Double.Cloud.Files[$"run/{runId}/big.bin"].ShouldBe([1, 2]);
        IPartedUpload dropped = (await access.BeginPartsAsync("none.bin", 1, CancellationToken.None))!;
        await dropped.AbortAsync();
        (_workspace.Double.Requests.Last().Method, _workspace.Double.Requests.Last().Status).ShouldBe(("DELETE", 200));
    }

    [Fact]
    public async Task The_registry_of_the_workspace_has_versions_and_stages_and_no_aliases()
    {
        MlflowClient client = _workspace.Connect(registry: null);
        RegisteredFraudModel registered = await client.RegisterAsync(TrackedWorkspace.Model, "cards");
        registered.Version.ShouldBe("1");
        (await client.Registry.TransitionStageAsync(new MlflowTransitionStage
        {
            Name = "cards", Version = "1", Stage = "Production", ArchiveExistingVersions = true,
        })).ModelVersion.CurrentStage.ShouldBe("Production");
        foreach (string uri in (string[])["models:/cards/1", "models:/cards/latest"])
            (await client.LoadFraudModelAsync(uri)).Model.Score(TrackedWorkspace.Transactions)
                .ShouldBe(TrackedWorkspace.Model.Score(TrackedWorkspace.Transactions));
        (await Should.ThrowAsync<MlflowException>(() => client.RegisterAsync(TrackedWorkspace.Model, "cards", alias: "champion"))).Message
            .ShouldContain("Set RegistryUri = \"databricks-uc\"");
    }

    [Fact]
    public async Task Two_workspaces_are_told_apart_although_both_are_called_databricks()
    {
        await using TrackedWorkspace other = await TrackedWorkspace.StartAsync();
        _workspace.Connect().Address.ShouldBe($"databricks at {_workspace.Double.Host}");
        foreach (TrackedWorkspace workspace in (TrackedWorkspace[])[_workspace, other])
            (await workspace.Connect().RegisterAsync(TrackedWorkspace.Model, "main.fraud.cards")).Version.ShouldBe("1");
    }

    [Fact]
    public async Task A_profile_that_the_address_names_counts_before_the_environment()
    {
        await File.WriteAllTextAsync(_workspace.At("cfg"), $"[prod]\nhost = {_workspace.Double.Host}\ntoken = {TestWorkspace.Token}\n");
        _workspace.Workspace.Variables["DATABRICKS_HOST"] = "https://dev.example.com";
        _workspace.Workspace.Variables["DATABRICKS_TOKEN"] = "another-secret";
        DatabricksOptions options = _workspace.Workspace.Bare with { Host = null, ConfigFile = _workspace.At("cfg") };
        MlflowClient client = _workspace.Connect("databricks-uc://prod", "databricks://prod", options);
        await client.GetOrCreateExperimentAsync("cards");
        Should.Throw<MlflowException>(() => _workspace.Connect(null, "databricks://nobody", options)).Message.ShouldContain("nobody");
        Should.Throw<MlflowException>(() => _workspace.Connect(null, "databricks://scope:prefix", options)).Message
            .ShouldContain("databricks://PROFILE");
    }

    [Fact]
    public async Task A_host_takes_the_addresses_too()
    {
        var services = new ServiceCollection();
        services.AddDatabricksMlflow(_workspace.Options).AddMlflow(
            options => options with { TrackingUri = "databricks", RegistryUri = "databricks-uc", SpoolFolder = _workspace.At("spool") });
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<MlflowClient>().RequireReadyAsync("cards");
    }

    [Fact]
    public void Without_the_package_s_backend_the_error_names_it() => Should.Throw<MlflowException>(
        () => MlflowClient.Connect(new MlflowOptions { TrackingUri = "databricks" })).Message.ShouldContain("new DatabricksBackend()");

    [Fact]
    public async Task A_log_in_that_does_not_work_is_told_and_no_secret_is()
    {
        MlflowClient client = _workspace.Connect(options: _workspace.Options with { ClientSecret = "wrong-secret" });
        MlflowException error = await Should.ThrowAsync<MlflowException>(() => client.GetOrCreateExperimentAsync("/Shared/cards"));
        error.Message.ShouldContain("oauth-m2m: ");
        error.ToString().ShouldNotContain("wrong-secret");
    }

    [Fact]
    public async Task No_secret_is_told_to_a_log_a_trace_an_error_or_the_store()
    {
        var traced = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "System.Net.Http" or "FraudMl.Databricks" or "FraudMl.Mlflow",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue(activity.DisplayName + string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        MlflowClient client = _workspace.Connect();
        await client.RegisterAsync(TrackedWorkspace.Model, "main.fraud.cards", alias: "champion");
        await Should.ThrowAsync<InvalidOperationException>(() => client.RunAsync(
            "cards", _ => throw new InvalidOperationException("The secret is m2m-secret.")));
        (string modelId, string runId) = await TrackedWorkspace.LogAsync(client);
        _workspace.Double.Before = context => context.Request.Path.StartsWithSegments("/cloud") ? Fault.CutAfter : Fault.None;
        MlflowException upload = await Should.ThrowAsync<MlflowException>(
            () => client.RegisterModelAsync("main.fraud.cards", $"models:/{modelId}", runId));
        _workspace.Double.Before = null;

        string experiment = await client.GetOrCreateExperimentAsync("cards");
        MlflowRunPage runs = await client.Runs.SearchAsync(new MlflowSearchRuns { ExperimentIds = [experiment] });
        string stored = string.Concat(runs.Runs.SelectMany(run => run.Data.Tags).Select(tag => tag.Value));
        stored.ShouldContain("The secret is ….");
        traced.ShouldNotBeEmpty();
        _workspace.Workspace.Logged.ShouldNotBeEmpty();
        foreach (string text in traced.Concat(_workspace.Workspace.Logged).Append(upload.ToString()).Append(stored)
            .Append(client.ToString()).Append(_workspace.Options.ToString()))
            TrackedWorkspace.Secrets.Where(text.Contains).ShouldBeEmpty(text);
    }
}
