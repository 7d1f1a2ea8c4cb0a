using System.Globalization;
using FraudMl.Mlflow;

namespace FraudMl.Serving;

/// <summary>
/// Logs a model's live metrics: one run for each day, version and server. Days that changed wait until the store has taken them; the same
/// values at the same time are logged again after a lost answer, which changes nothing there.
/// </summary>
internal sealed class LiveMetricsLog(string experiment, FraudMonitor monitor, Func<MlflowClient> connect, TimeProvider time)
{
    /// <summary>The tag by which a day's run is found again.</summary>
    public const string KeyTag = "fraudml.monitoring";

    private readonly Dictionary<string, LiveMetrics> _logged = [];
    private readonly SortedDictionary<string, (LiveMetrics Metrics, long Timestamp)> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _runs = [];
    private MlflowClient? _client;

    /// <summary>Logs what changed.</summary>
    /// <exception cref="MlflowException">Thrown when the store refuses or is away; what it did not take waits.</exception>
    public async Task LogAsync(CancellationToken cancellationToken)
    {
        CollectChanges();
        if (_waiting.Count == 0) return;
        _client ??= connect();
        foreach ((string key, (LiveMetrics metrics, long timestamp)) in _waiting.ToArray())
        {
            await LogAsync(_client, key, metrics, timestamp, cancellationToken).ConfigureAwait(false);
            _logged[key] = metrics;
            _waiting.Remove(key);
        }
    }

    private void CollectChanges()
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        DateTimeOffset complete = monitor.CompleteSince;
        foreach (LiveMetrics metrics in monitor.Live().Days)
        {
            // Of a day that is partly forgotten, the last values are the better ones.
            string key = string.Create(CultureInfo.InvariantCulture,
                $"{metrics.Day:yyyy-MM-dd}/{metrics.ModelName}/{metrics.ModelVersion ?? "-"}/{Environment.MachineName}");
            bool isWhole = metrics.Day!.Value.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) >= complete.UtcDateTime;
            bool isLate = !isWhole && (_logged.ContainsKey(key) || _waiting.ContainsKey(key));
            if (!isLate && (!_logged.TryGetValue(key, out LiveMetrics? logged) || logged != metrics)) _waiting[key] = (metrics, now);
        }
    }

    private async Task LogAsync(MlflowClient client, string key, LiveMetrics metrics, long timestamp, CancellationToken cancellationToken)
    {
        string runId = _runs.TryGetValue(key, out string? known) ? known
            : _runs[key] = await FindOrStartAsync(client, key, metrics, cancellationToken).ConfigureAwait(false);
        var batch = new MlflowLogBatch
        {
            RunId = runId,
            Metrics = [.. metrics.Values.Where(metric => metric.Value is not null)
                .Select(metric => new MlflowMetric($"live_{metric.Name}", metric.Value!.Value, timestamp))],
        };
        await client.Runs.LogBatchAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> FindOrStartAsync(MlflowClient client, string key, LiveMetrics metrics, CancellationToken cancellationToken)
    {
        string experimentId = await client.GetOrCreateExperimentAsync(experiment, cancellationToken).ConfigureAwait(false);
        var search = new MlflowSearchRuns
        {
            ExperimentIds = [experimentId],
            Filter = MlflowFilter.OfRuns(run => run.Tag(KeyTag) == key).ToString(),
            MaxResults = 1,
        };
        MlflowRunPage found = await client.Runs.SearchAsync(search, cancellationToken).ConfigureAwait(false);
        if (found.Runs.Count > 0) return found.Runs[0].Info.RunId;
        var options = new MlflowRunOptions
        {
            RunName = string.Create(CultureInfo.InvariantCulture,
                $"{metrics.ModelName}{(metrics.ModelVersion is { } version ? $" {version}" : "")} {metrics.Day:yyyy-MM-dd}"),
            Tags = new Dictionary<string, string>
            {
                [KeyTag] = key,
                ["fraudml.model.name"] = metrics.ModelName,
                ["fraudml.model.version"] = metrics.ModelVersion ?? "-",
                ["fraudml.day"] = string.Create(CultureInfo.InvariantCulture, $"{metrics.Day:yyyy-MM-dd}"),
            },
        };
        MlflowActiveRun run = await client.StartRunAsync(experiment, options, cancellationToken).ConfigureAwait(false);
        await run.EndAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return run.RunId;
    }
}
