namespace FraudMl.Mlflow.Tests;

/// <summary>Creations under injected timeouts: before the request took effect, after it, and with an effect that comes late. FRAUDML_SOAK=1
/// injects 10,000 instead of 500.</summary>
public sealed class ExactlyOnceTests : IDisposable
{
    private static readonly int _faultCount = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 10_000 : 500;

    // The search for a tag reads every run of an experiment, or version of a model: MLflow's tables have no index for it.
    private const int CountInOne = 400;

    private readonly TemporaryStore _store = new();

    [Fact]
    public async Task Runs_are_created_once_whatever_gets_lost()
    {
        using MlflowClient client = ConnectFaulty(out FaultyCreations faults);
        int created = 0;
        for (; faults.InjectedCount < _faultCount; created++)
        {
            await using MlflowActiveRun run = await client.StartRunAsync(NameOf(created));
            // What a lost request makes after all shows up while the run goes on.
            await faults.TakeEffectAsync();
        }

        using MlflowClient plain = _store.Connect();
        for (int first = 0; first < created; first += CountInOne)
        {
            string experimentId = await plain.GetOrCreateExperimentAsync(NameOf(first));
            List<MlflowRun> active = await plain.Runs.SearchAllAsync(new MlflowSearchRuns { ExperimentIds = [experimentId] }).ToListAsync();
            active.Count.ShouldBe(Math.Min(CountInOne, created - first));
            active.ShouldAllBe(run => run.Info.Status == MlflowRunStatus.Finished);
        }

        faults.LateCount.ShouldBeGreaterThan(_faultCount / 10);
    }

    [Fact]
    public async Task Versions_are_created_once_whatever_gets_lost()
    {
        using MlflowClient client = ConnectFaulty(out FaultyCreations faults);
        var created = new List<MlflowModelVersion>();
        while (faults.InjectedCount < _faultCount)
            created.Add(await client.RegisterModelAsync(NameOf(created.Count), "s3://models/cards", alias: "champion"));

        using MlflowClient plain = _store.Connect();
        foreach (IGrouping<string, MlflowModelVersion> model in created.GroupBy(version => version.Name))
        {
            List<MlflowModelVersion> kept = await plain.Registry.SearchAllVersionsAsync($"name = '{model.Key}'").ToListAsync();
            kept.Select(version => version.Version).ShouldBe(model.Select(version => version.Version), ignoreOrder: true);
        }

        faults.LateCount.ShouldBeGreaterThan(_faultCount / 10);
    }

    public void Dispose() => _store.Dispose();

    private static string NameOf(int number) => $"part-{number / CountInOne}";

    private MlflowClient ConnectFaulty(out FaultyCreations faults)
    {
        MlflowClient store = _store.Connect();
        var backend = new FaultyBackend(store);
        faults = backend.Faults;
        return MlflowClient.Connect(new MlflowOptions { TrackingUri = "faulty://store", SpoolFolder = _store.Spool, Backends = [backend] });
    }
}
