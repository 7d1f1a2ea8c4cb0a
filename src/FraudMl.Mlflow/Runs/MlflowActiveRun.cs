using System.Globalization;

namespace FraudMl.Mlflow;

/// <summary>A run in progress. Metrics are sent in batches; disposing sends the rest and ends the run.</summary>
public sealed partial class MlflowActiveRun : IAsyncDisposable
{
    private readonly MlflowClient _client;
    private readonly MetricPump _metrics;
    private MlflowRunStatus _statusAtEnd = MlflowRunStatus.Finished;
    private bool _ended;

    internal MlflowActiveRun(MlflowClient client, MlflowRun run)
    {
        _client = client;
        Info = run.Info;
        _metrics = new MetricPump(client.Runs, run.Info.RunId, client.MetricBufferSize);
    }

    /// <summary>The run as it was when it started.</summary>
    public MlflowRunInfo Info { get; }

    /// <summary>The id of the run.</summary>
    public string RunId => Info.RunId;

    /// <summary>The id of its experiment.</summary>
    public string ExperimentId => Info.ExperimentId;

    /// <summary>Starts a run under this one.</summary>
    public async Task<MlflowActiveRun> StartChildAsync(
        string? runName = null, IReadOnlyDictionary<string, string>? tags = null, CancellationToken cancellationToken = default) =>
        new(_client, await RunCreation.CreateAsync(_client, ExperimentId, runName, RunId, tags, cancellationToken).ConfigureAwait(false));

    /// <summary>Logs a metric value; it is sent soon, in a batch. Waits only while the buffer is full.</summary>
    /// <param name="key">Name of the metric.</param>
    /// <param name="value">The value; NaN and infinities are allowed.</param>
    /// <param name="step">Training step.</param>
    /// <param name="modelId">The logged model it was measured on.</param>
    /// <param name="dataset">The dataset it was measured on.</param>
    /// <exception cref="MlflowException">Thrown when MLflow does not allow the key.</exception>
    public void LogMetric(string key, double value, long step = 0, string? modelId = null, MlflowDataset? dataset = null)
    {
        MlflowNames.CheckKey(key, "name", "Metric name");
        _metrics.Add(new MlflowMetric(key, value, Now, step) { ModelId = modelId, DatasetName = dataset?.Name, DatasetDigest = dataset?.Digest });
    }

    /// <summary>Logs several metric values at one step.</summary>
    public void LogMetrics(IEnumerable<KeyValuePair<string, double>> metrics, long step = 0)
    {
        foreach ((string key, double value) in metrics)
            LogMetric(key, value, step);
    }

    /// <summary>Logs a parameter; numbers are written invariantly.</summary>
    public Task LogParamAsync(string key, object? value, CancellationToken cancellationToken = default) =>
        LogParamsAsync([KeyValuePair.Create(key, value)], cancellationToken);

    /// <summary>Logs parameters; numbers are written invariantly.</summary>
    public async Task LogParamsAsync(IEnumerable<KeyValuePair<string, object?>> parameters, CancellationToken cancellationToken = default)
    {
        IEnumerable<MlflowParam> all = parameters.Select(pair => new MlflowParam(pair.Key, Text(pair.Value)));
        foreach (List<MlflowParam> batch in BatchSplit.Cut(all, MlflowBatchLimits.Params, param => (param.Key, param.Value)))
            await _client.Runs.LogBatchAsync(new MlflowLogBatch { RunId = RunId, Params = batch }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets a tag; the last write wins.</summary>
    public Task SetTagAsync(string key, string value, CancellationToken cancellationToken = default) =>
        _client.Runs.SetTagAsync(new MlflowSetRunTag { RunId = RunId, Key = key, Value = value }, cancellationToken);

    /// <summary>Sets tags; the last write wins.</summary>
    public async Task SetTagsAsync(IEnumerable<KeyValuePair<string, string>> tags, CancellationToken cancellationToken = default)
    {
        IEnumerable<MlflowTag> all = tags.Select(pair => new MlflowTag(pair.Key, pair.Value));
        foreach (List<MlflowTag> batch in BatchSplit.Cut(all, MlflowBatchLimits.Tags, tag => (tag.Key, tag.Value)))
            await _client.Runs.LogBatchAsync(new MlflowLogBatch { RunId = RunId, Tags = batch }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Links a dataset that the run reads.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="context">Its role, such as <c>training</c> or <c>eval</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task LogInputAsync(MlflowDataset dataset, string? context = null, CancellationToken cancellationToken = default)
    {
        var input = new MlflowDatasetInput { Dataset = dataset, Tags = context is null ? [] : [new MlflowTag("mlflow.data.context", context)] };
        return _client.Runs.LogInputsAsync(new MlflowLogInputs { RunId = RunId, Datasets = [input] }, cancellationToken);
    }

    /// <summary>Sends the metrics logged so far.</summary>
    /// <exception cref="MlflowException">Thrown when the store refused some of them.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _metrics.FlushAsync(cancellationToken);

    /// <summary>Lets the run end as failed when it is disposed.</summary>
    public void Fail() => _statusAtEnd = MlflowRunStatus.Failed;

    /// <summary>Lets the run end as killed when it is disposed.</summary>
    public void Kill() => _statusAtEnd = MlflowRunStatus.Killed;

    /// <summary>Sends the rest of the metrics and ends the run; a second call does nothing.</summary>
    /// <exception cref="MlflowException">Thrown when metrics could not be sent; the run is ended all the same.</exception>
    public async Task EndAsync(MlflowRunStatus status = MlflowRunStatus.Finished, CancellationToken cancellationToken = default)
    {
        if (_ended)
            return;
        _ended = true;
        try
        {
            await _metrics.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            var update = new MlflowUpdateRun { RunId = RunId, Status = status, EndTime = Now };
            await _client.Runs.UpdateAsync(update, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the run as finished, unless <see cref="Fail"/> or <see cref="Kill"/> said otherwise.</summary>
    public async ValueTask DisposeAsync() => await EndAsync(_statusAtEnd).ConfigureAwait(false);

    private long Now => _client.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Text(object? value) => value switch
    {
        null => "None",
        string text => text,
        bool flag => flag ? "True" : "False",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
