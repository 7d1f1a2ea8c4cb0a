namespace FraudMl.Mlflow;

/// <summary>A run in progress. What is logged goes through a journal on disk to the store, in order and in batches.</summary>
public sealed partial class MlflowActiveRun : IAsyncDisposable
{
    private readonly RunHost _host;
    private readonly RunDelivery _delivery;
    private readonly Created<MlflowRun> _created;
    private MlflowRunStatus _statusAtEnd = MlflowRunStatus.Finished;
    private int _ended;

    private MlflowActiveRun(RunHost host, Created<MlflowRun> created)
    {
        _host = host;
        _created = created;
        _delivery = host.Spool.Start(Info.RunId);
    }

    /// <summary>The run as it was when it started.</summary>
    public MlflowRunInfo Info => _created.Made.Info;

    /// <summary>The id of the run.</summary>
    public string RunId => Info.RunId;

    /// <summary>The id of its experiment.</summary>
    public string ExperimentId => Info.ExperimentId;

    /// <summary>Whether the store has everything that was logged and the end of the run; false before the end, and while the rest waits on
    /// disk for a store that is away.</summary>
    public bool IsDelivered => _delivery.IsDone;

    /// <summary>Whether the store gave no answer to the last batch of this run. What is logged then waits on disk, and the batch is tried
    /// again until it arrives.</summary>
    public bool IsStoreAway => _delivery.IsAway;

    internal TimeProvider Time => _host.Time;

    /// <summary>Logs a metric value: on disk when this returns, sent soon after, in a batch.</summary>
    /// <param name="key">Name of the metric.</param>
    /// <param name="value">The value; NaN and infinities are allowed.</param>
    /// <param name="step">Training step.</param>
    /// <param name="modelId">The logged model it was measured on.</param>
    /// <param name="dataset">The dataset it was measured on.</param>
    /// <remarks>
    /// When the spool is full (<see cref="MlflowOptions.SpoolLimit"/>) it blocks until the store has taken some of it;
    /// <see cref="LogMetricAsync"/> waits without a thread.
    /// </remarks>
    /// <exception cref="MlflowException">Thrown when MLflow does not allow the key, or the spool is full and the store is away.</exception>
    /// <exception cref="InvalidOperationException">Thrown when the run has ended.</exception>
    public void LogMetric(string key, double value, long step = 0, string? modelId = null, MlflowDataset? dataset = null)
    {
        ValueTask logging = LogMetricAsync(key, value, step, modelId, dataset);
        if (logging.IsCompletedSuccessfully)
            logging.GetAwaiter().GetResult();
        else
            logging.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Logs several metric values at one step.</summary>
    public void LogMetrics(IEnumerable<KeyValuePair<string, double>> metrics, long step = 0)
    {
        foreach ((string key, double value) in metrics)
            LogMetric(key, value, step);
    }

    /// <summary>Logs a metric value: on disk when this completes, at once unless the spool is full; sent soon after, in a batch.</summary>
    /// <param name="key">Name of the metric.</param>
    /// <param name="value">The value; NaN and infinities are allowed.</param>
    /// <param name="step">Training step.</param>
    /// <param name="modelId">The logged model it was measured on.</param>
    /// <param name="dataset">The dataset it was measured on.</param>
    /// <param name="cancellationToken">Ends the waiting for room.</param>
    /// <exception cref="MlflowException">Thrown when MLflow does not allow the key, or the spool is full and the store is away.</exception>
    /// <exception cref="InvalidOperationException">Thrown when the run has ended.</exception>
    public ValueTask LogMetricAsync(
        string key, double value, long step = 0, string? modelId = null, MlflowDataset? dataset = null,
        CancellationToken cancellationToken = default)
    {
        MlflowNames.CheckKey(key, "name", "Metric name");
        var metric = new MlflowMetric(key, value, Now, step) { ModelId = modelId, DatasetName = dataset?.Name,
            DatasetDigest = dataset?.Digest };
        return _delivery.AddAsync(new JournalEntry { Metric = metric }, cancellationToken);
    }

    /// <summary>
    /// Logs a parameter; numbers are written invariantly, lists and dictionaries as Python writes them: <c>['V1', 'V2']</c>.
    /// </summary>
    /// <exception cref="MlflowException">Thrown when the store refused it, such as another value for the same key.</exception>
    public Task LogParamAsync(string key, object? value, CancellationToken cancellationToken = default) =>
        LogParamsAsync([KeyValuePair.Create(key, value)], cancellationToken);

    /// <summary>
    /// Logs parameters; numbers are written invariantly. Returns when the store has them, or is away so that they wait on disk.
    /// </summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="cancellationToken">Ends the waiting; what was logged stays logged.</param>
    /// <exception cref="MlflowException">Thrown when the store refused some of them, such as another value for the same key.</exception>
    public Task LogParamsAsync(IEnumerable<KeyValuePair<string, object?>> parameters, CancellationToken cancellationToken = default) =>
        _delivery.LogAsync(
            [.. parameters.Select(pair => new JournalEntry { Param = new MlflowParam(pair.Key, ParamText.Of(pair.Value)) })],
            cancellationToken);

    /// <summary>Sets a tag; the last write wins.</summary>
    public Task SetTagAsync(string key, string value, CancellationToken cancellationToken = default) =>
        SetTagsAsync([KeyValuePair.Create(key, value)], cancellationToken);

    /// <summary>Sets tags; the last write wins. Returns when the store has them, or is away so that they wait on disk.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="cancellationToken">Ends the waiting; what was logged stays logged.</param>
    /// <exception cref="MlflowException">Thrown when the store refused some of them.</exception>
    public Task SetTagsAsync(IEnumerable<KeyValuePair<string, string>> tags, CancellationToken cancellationToken = default) =>
        _delivery.LogAsync([.. tags.Select(pair => new JournalEntry { Tag = new MlflowTag(pair.Key, pair.Value) })], cancellationToken);

    /// <summary>Links a dataset that the run reads.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="context">Its role, such as <c>training</c> or <c>eval</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task LogInputAsync(MlflowDataset dataset, string? context = null, CancellationToken cancellationToken = default)
    {
        var input = new MlflowDatasetInput { Dataset = dataset,
            Tags = context is null ? [] : [new MlflowTag("mlflow.data.context", context)] };
        return _host.Connection.Runs.LogInputsAsync(new MlflowLogInputs { RunId = RunId, Datasets = [input] }, cancellationToken);
    }

    /// <summary>Waits until the store has what was logged so far.</summary>
    /// <exception cref="MlflowException">Thrown when the store refused some of it, or gives no answer; then it waits on disk.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _delivery.FlushAsync(cancellationToken);

    private long Now => _host.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Returns the run and whether all of it was delivered.</summary>
    public override string ToString() => $"run {RunId}{(IsDelivered ? "" : ", not delivered yet")}";
}
