using FraudMl.Mlflow;

namespace FraudMl.EndToEnd.Tests;

/// <summary>The main job, run once on a small file.</summary>
public sealed class MainJobFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public int ExitCode { get; private set; }

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public string DataFile { get; private set; } = "";

    public string OutputFolder => _folder.At("output");

    public async Task InitializeAsync()
    {
        DataFile = _folder.WriteTransactions(3_000);
        (ExitCode, Output, Errors) = await JobProcess.RunAsync("--data", DataFile, "--output", OutputFolder, "--budget", "2");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    public static async Task<IReadOnlyList<MlflowRun>> RunsAsync(string outputFolder)
    {
        using MlflowClient client = MlflowClient.Connect(
            new MlflowOptions { TrackingUri = $"sqlite:///{Path.Combine(outputFolder, "mlflow.db")}" });
        string experiment = (await client.Experiments.GetByNameAsync("creditcard-fraud")).Experiment.ExperimentId;
        var runs = new List<MlflowRun>();
        await foreach (MlflowRun run in client.Runs.SearchAllAsync(new MlflowSearchRuns { ExperimentIds = [experiment] })) runs.Add(run);
        return runs;
    }
}
