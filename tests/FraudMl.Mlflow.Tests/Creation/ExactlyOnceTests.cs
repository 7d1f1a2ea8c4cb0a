namespace FraudMl.Mlflow.Tests;

/// <summary>Creations under injected timeouts: before the request took effect, after it, and with an effect that comes late. FRAUDML_SOAK=1 injects 10,000 instead of 500.</summary>
public sealed class ExactlyOnceTests : IDisposable
{
    private static readonly int _faultCount = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 10_000 : 500;

    private readonly TemporaryStore _store = new();

    [Fact]
    public async Task Runs_are_created_once_whatever_gets_lost()
    {
        using MlflowClient client = ConnectFaulty(out FaultyCreations faults);
        int created = 0;
        for (; faults.InjectedCount < _faultCount; created++)
        {
            await using MlflowActiveRun run = await client.StartRunAsync("runs");
            // What a lost request makes after all shows up while the run goes on.
            await faults.TakeEffectAsync();
        }

        using MlflowClient plain = _store.Connect();
        string experimentId = await plain.GetOrCreateExperimentAsync("runs");
        List<MlflowRun> active = await plain.Runs.SearchAllAsync(new MlflowSearchRuns { ExperimentIds = [experimentId] }).ToListAsync();
        active.Count.ShouldBe(created);
        active.ShouldAllBe(run => run.Info.Status == MlflowRunStatus.Finished);
        faults.LateCount.ShouldBeGreaterThan(_faultCount / 10);
    }

    [Fact]
    public async Task Versions_are_created_once_whatever_gets_lost()
    {
        using MlflowClient client = ConnectFaulty(out FaultyCreations faults);
        List<string> versions = [];
        while (faults.InjectedCount < _faultCount)
            versions.Add((await client.RegisterModelAsync("model", "s3://models/cards", alias: "champion")).Version);

        using MlflowClient plain = _store.Connect();
        (await plain.Registry.SearchVersionsAsync("name = 'model'")).ModelVersions.Select(version => version.Version).ShouldBe(versions, ignoreOrder: true);
        faults.LateCount.ShouldBeGreaterThan(_faultCount / 10);
    }

    public void Dispose() => _store.Dispose();

    private MlflowClient ConnectFaulty(out FaultyCreations faults)
    {
        MlflowClient store = _store.Connect();
        var backend = new FaultyBackend(store);
        faults = backend.Faults;
        return MlflowClient.Connect(new MlflowOptions { TrackingUri = "faulty://store", SpoolFolder = _store.Spool, Backends = { backend } });
    }
}
