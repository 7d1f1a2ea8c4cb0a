using System.Globalization;

namespace FraudMl.Mlflow;

/// <summary>A run in progress. Metrics are sent in batches; disposing sends the rest and ends the run.</summary>
public sealed partial class MlflowActiveRun : IAsyncDisposable
{
    private readonly MlflowClient _client;
    private readonly RunDelivery _delivery;
    private readonly Created<MlflowRun> _created;
    private MlflowRunStatus _statusAtEnd = MlflowRunStatus.Finished;
    private bool _ended;

    internal MlflowActiveRun(MlflowClient client, Created<MlflowRun> created)
    {
        _client = client;
        _created = created;
        _delivery = client.Spool.Start(Info.RunId);
    }

    /// <summary>The run as it was when it started.</summary>
    public MlflowRunInfo Info => _created.Made.Info;

    /// <summary>The id of the run.</summary>
    public string RunId => Info.RunId;

    /// <summary>The id of its experiment.</summary>
    public string ExperimentId => Info.ExperimentId;

    /// <summary>Starts a run under this one.</summary>
    public async Task<MlflowActiveRun> StartChildAsync(
        string? runName = null, IReadOnlyDictionary<string, string>? tags = null, CancellationToken cancellationToken = default) =>
        new(_client, await RunCreation.CreateAsync(_client, ExperimentId, runName, RunId, tags, cancellationToken).ConfigureAwait(false));

    /// <summary>Whether the store has everything that was logged and the end of the run; false before the end, and while the rest waits on disk for a store that is away.</summary>
    public bool IsDelivered => _delivery.IsDone;

    /// <summary>Whether the store gave no answer to the last batch of this run. What is logged then waits on disk, and the batch is tried again until it arrives.</summary>
    public bool IsStoreAway => _delivery.IsAway;

    /// <summary>Logs a metric value: on disk when this returns, sent soon after, in a batch.</summary>
    /// <param name="key">Name of the metric.</param>
    /// <param name="value">The value; NaN and infinities are allowed.</param>
    /// <param name="step">Training step.</param>
    /// <param name="modelId">The logged model it was measured on.</param>
    /// <param name="dataset">The dataset it was measured on.</param>
    /// <exception cref="MlflowException">Thrown when MLflow does not allow the key.</exception>
    public void LogMetric(string key, double value, long step = 0, string? modelId = null, MlflowDataset? dataset = null)
    {
        MlflowNames.CheckKey(key, "name", "Metric name");
        _delivery.Add(new JournalEntry { Metric = new MlflowMetric(key, value, Now, step) { ModelId = modelId, DatasetName = dataset?.Name, DatasetDigest = dataset?.Digest } });
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
            await LogBatchAsync(new MlflowLogBatch { RunId = RunId, Params = batch }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets a tag; the last write wins.</summary>
    public Task SetTagAsync(string key, string value, CancellationToken cancellationToken = default) =>
        SetTagsAsync([KeyValuePair.Create(key, value)], cancellationToken);

    /// <summary>Sets tags; the last write wins.</summary>
    public async Task SetTagsAsync(IEnumerable<KeyValuePair<string, string>> tags, CancellationToken cancellationToken = default)
    {
        IEnumerable<MlflowTag> all = tags.Select(pair => new MlflowTag(pair.Key, pair.Value));
        foreach (List<MlflowTag> batch in BatchSplit.Cut(all, MlflowBatchLimits.Tags, tag => (tag.Key, tag.Value)))
            await LogBatchAsync(new MlflowLogBatch { RunId = RunId, Tags = batch }, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Waits until the store has what was logged so far.</summary>
    /// <exception cref="MlflowException">Thrown when the store refused some of it, or gives no answer; then it waits on disk.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _delivery.FlushAsync(cancellationToken);

    /// <summary>Lets the run end as failed when it is disposed.</summary>
    public void Fail() => _statusAtEnd = MlflowRunStatus.Failed;

    /// <summary>Lets the run end as killed when it is disposed.</summary>
    public void Kill() => _statusAtEnd = MlflowRunStatus.Killed;

    /// <summary>Sends the rest and ends the run; a second call does nothing.</summary>
    /// <remarks>
    /// While the store is away the rest and the end stay on disk (<see cref="IsDelivered"/> is false). This client, or the next one on
    /// this machine with the same tracking URI, delivers them in order when the store answers again.
    /// </remarks>
    /// <exception cref="MlflowException">Thrown when the store refused something; the run is ended all the same.</exception>
    public async Task EndAsync(MlflowRunStatus status = MlflowRunStatus.Finished, CancellationToken cancellationToken = default)
    {
        if (_ended)
            return;
        _ended = true;
        _delivery.Add(new JournalEntry { End = new MlflowUpdateRun { RunId = RunId, Status = status, EndTime = Now } });
        try
        {
            await _delivery.CompleteAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (_delivery.IsDone)
                await _created.DeleteTwinsAsync().ConfigureAwait(false);
            else
                _client.Spool.Watch();
        }
    }

    /// <summary>Ends the run as finished, unless <see cref="Fail"/> or <see cref="Kill"/> said otherwise.</summary>
    public async ValueTask DisposeAsync() => await EndAsync(_statusAtEnd).ConfigureAwait(false);

    /// <summary>Sends a batch, or keeps it on disk while the store is away.</summary>
    private async Task LogBatchAsync(MlflowLogBatch batch, CancellationToken cancellationToken)
    {
        if (!_delivery.IsAway && await TrySendAsync(batch, cancellationToken).ConfigureAwait(false))
            return;
        foreach (MlflowParam param in batch.Params)
            _delivery.Add(new JournalEntry { Param = param }, isAway: true);
        foreach (MlflowTag tag in batch.Tags)
            _delivery.Add(new JournalEntry { Tag = tag }, isAway: true);
    }

    private async Task<bool> TrySendAsync(MlflowLogBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await _client.Runs.LogBatchAsync(batch, cancellationToken).ConfigureAwait(false);
            MlflowTelemetry.Delivered(batch);
            return true;
        }
        catch (MlflowException error) when (RunDelivery.MeansAway(error))
        {
            return false;
        }
    }

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
