using FraudMl.Mlflow;
using FraudMl.Sdk.Host.Building;
using FraudMl.Tracking;

namespace FraudMl.Sdk.Host.Evaluating;

/// <summary>A model and what its run measured.</summary>
/// <param name="Uri">The URI that always means the same model.</param>
/// <param name="Metrics">The latest value of each metric of its run.</param>
internal sealed record MeasuredModel(string Uri, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>What stands before the metrics of rows that were held out.</summary>
    public const string Test = "test_";

    /// <summary>Reads the run behind a URI of a version or a run.</summary>
    public static async Task<MeasuredModel> ReadAsync(MlflowClient client, string uri)
    {
        (string fixedUri, string runId) = MlflowUri.TryParse(uri) is { RunId: { } run }
            ? ($"runs:/{run}", run)
            : await MissingModel.ExplainedAsync(client, uri, () => VersionAsync(client, uri), CancellationToken.None).ConfigureAwait(false);
        MlflowRun measured = (await client.Runs.GetAsync(runId).ConfigureAwait(false)).Run;
        return new MeasuredModel(fixedUri, measured.Data.Metrics.ToDictionary(metric => metric.Key, metric => metric.Value));
    }

    /// <summary>Returns the value on rows that were held out, where the run has one, else that of the name alone; null for
    /// neither.</summary>
    public double? Find(string name) =>
        Metrics.TryGetValue($"{Test}{name}", out double held) ? held : Metrics.TryGetValue(name, out double value) ? value : null;

    /// <summary>Returns what the run has instead of a metric.</summary>
    public string Names(string wanted) => Metrics.Count == 0 ? "it has none"
        : $"it has {string.Join(", ", Metrics.Keys.Order(StringComparer.Ordinal))}{NearNames.Hint(wanted, Metrics.Keys)}";

    private static async Task<(string Uri, string RunId)> VersionAsync(MlflowClient client, string uri)
    {
        ModelPlace place = await ModelPlace.OfAsync(client, uri, CancellationToken.None).ConfigureAwait(false);
        if (place.Version is null) throw new FraudMlException(
            $"'{uri}' is no registered version. Write models:/name/latest, models:/name/3, models:/name@alias or runs:/RUN_ID.");
        string? run = (await client.Registry.GetVersionAsync(place.Name!, place.Version).ConfigureAwait(false)).ModelVersion.RunId;
        return run is { Length: > 0 } ? (place.Uri, run) : throw new FraudMlException(
            $"The version '{place.Uri}' says nothing of the run that made it, so that nobody knows its metrics. Register the model with its run.");
    }
}
