using System.Globalization;
using FraudMl.Mlflow;

namespace FraudMl.Tracking.Tests;

/// <summary>An embedded store in a temporary folder, and its runs.</summary>
internal sealed class TrackedStore : IDisposable
{
    public TrackedStore(params IMlflowBackend[] backends)
    {
        Client = MlflowClient.Connect(new MlflowOptions { TrackingUri = $"sqlite:///{Folder.At("mlflow.db")}",
            SpoolFolder = Folder.At("spool"), Backends = backends });
    }

    public TemporaryFolder Folder { get; } = new();

    public MlflowClient Client { get; }

    /// <summary>Returns all runs of all experiments, the oldest first.</summary>
    public async Task<MlflowRun[]> RunsAsync()
    {
        MlflowExperimentPage experiments = await Client.Experiments.SearchAsync(new MlflowSearchExperiments { MaxResults = 100 });
        var search = new MlflowSearchRuns { ExperimentIds = [.. experiments.Experiments.Select(experiment => experiment.ExperimentId)],
            MaxResults = 1_000 };
        return [.. (await Client.Runs.SearchAllAsync(search).ToArrayAsync()).OrderBy(run => run.Info.StartTime)];
    }

    public async Task<MlflowRun> ParentAsync() => (await RunsAsync()).Single(run => ParentOf(run) is null);

    public async Task<MlflowRun[]> ChildrenAsync() => [.. (await RunsAsync()).Where(run => ParentOf(run) is not null)];

    public static string? ParentOf(MlflowRun run) => Tag(run, "mlflow.parentRunId");

    public static string? Tag(MlflowRun run, string key) => run.Data.Tags.SingleOrDefault(tag => tag.Key == key)?.Value;

    public static string? Param(MlflowRun run, string key) => run.Data.Params.SingleOrDefault(param => param.Key == key)?.Value;

    public static double? Metric(MlflowRun run, string key) => run.Data.Metrics.SingleOrDefault(metric => metric.Key == key)?.Value;

    public async Task<(long Step, double Value)[]> HistoryAsync(MlflowRun run, string metric) =>
        [.. (await Client.Runs.GetMetricHistoryAsync(run.Info.RunId, metric)).Metrics.OrderBy(value => value.Step)
            .Select(value => (value.Step, value.Value))];

    /// <summary>Returns the paths of a run's artifacts.</summary>
    public static string[] Artifacts(MlflowRun run)
    {
        string folder = new Uri(run.Info.ArtifactUri).LocalPath;
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))
                .Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Returns a run in words, without what differs from run to run.</summary>
    public static string Describe(MlflowRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {run.Info.RunName} {run.Info.Status} {(ParentOf(run) is null ? "parent" : "child")}
        {string.Join(", ", run.Data.Params.Select(param => $"{param.Key}={param.Value}").Order(StringComparer.Ordinal))}
        {string.Join(", ", run.Data.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key}={metric.Value:R}")).Order(StringComparer.Ordinal))}
        {string.Join(", ", run.Data.Tags.Where(tag => tag.Key.StartsWith("fraudml.", StringComparison.Ordinal) && tag.Key != "fraudml.creationKey").Select(tag => $"{tag.Key}={tag.Value}"))}
        {string.Join(", ", run.Inputs.DatasetInputs.Select(input => $"{input.Dataset.Digest} {input.Tags[0].Value}"))}
        {string.Join(", ", Artifacts(run))}
        models {run.Outputs.ModelOutputs.Count}
        """);

    public void Dispose()
    {
        Client.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Folder.Dispose();
    }
}
