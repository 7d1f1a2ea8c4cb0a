using System.Threading.Channels;

namespace FraudMl.Mlflow;

/// <summary>Collects metric values and sends them in batches within the server's limits, in order.</summary>
internal sealed class MetricPump
{
    // Key, value and punctuation of one metric in JSON, without its names.
    private const int BytesPerMetric = 150;

    private readonly Channel<object> _entries;
    private readonly IMlflowRuns _runs;
    private readonly string _runId;
    private readonly Task _pumping;
    private MlflowException? _error;
    private int _lostCount;

    public MetricPump(IMlflowRuns runs, string runId, int capacity)
    {
        _runs = runs;
        _runId = runId;
        _entries = Channel.CreateBounded<object>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _pumping = Task.Run(PumpAsync);
    }

    /// <summary>Adds a value; waits while the buffer is full, so that nothing is lost.</summary>
    public void Add(MlflowMetric metric)
    {
        while (!_entries.Writer.TryWrite(metric))
        {
            if (!_entries.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
                throw new InvalidOperationException($"The run {_runId} has ended; metric '{metric.Key}' can't be logged any more.");
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isOpen;
        while ((isOpen = await _entries.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false)) && !_entries.Writer.TryWrite(mark))
        {
        }

        await (isOpen ? mark.Task : _pumping).WaitAsync(cancellationToken).ConfigureAwait(false);
        ThrowError();
    }

    public async Task CompleteAsync()
    {
        _entries.Writer.TryComplete();
        await _pumping.ConfigureAwait(false);
        ThrowError();
    }

    private async Task PumpAsync()
    {
        var batch = new List<MlflowMetric>();
        while (await _entries.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            int bytes = 0;
            TaskCompletionSource? mark = null;
            while (mark is null && batch.Count < MlflowBatchLimits.Metrics && bytes < MlflowBatchLimits.Bytes && _entries.Reader.TryRead(out object? entry))
            {
                mark = entry as TaskCompletionSource;
                if (entry is not MlflowMetric metric)
                    continue;
                batch.Add(metric);
                bytes += BytesPerMetric + (metric.Key.Length + (metric.DatasetName?.Length ?? 0)) * 3;
            }

            await SendAsync(batch).ConfigureAwait(false);
            batch.Clear();
            mark?.SetResult();
        }
    }

    /// <summary>Sends a batch; a refused one is halved until only the metrics at fault are left out.</summary>
    private async Task SendAsync(List<MlflowMetric> batch)
    {
        if (batch.Count == 0)
            return;
        try
        {
            await _runs.LogBatchAsync(new MlflowLogBatch { RunId = _runId, Metrics = [.. batch] }).ConfigureAwait(false);
        }
        catch (MlflowException error) when (batch.Count > 1 && (int)error.StatusCode is 400 or 413)
        {
            int half = batch.Count / 2;
            await SendAsync(batch.GetRange(0, half)).ConfigureAwait(false);
            await SendAsync(batch.GetRange(half, batch.Count - half)).ConfigureAwait(false);
        }
        catch (MlflowException error)
        {
            _error ??= error;
            _lostCount += batch.Count;
        }
        catch (Exception error)
        {
            // Whatever it is, it must not stop the pump; the next flush tells.
            _error ??= new MlflowException(MlflowErrorCodes.InternalError, error.Message, innerException: error);
            _lostCount += batch.Count;
        }
    }

    private void ThrowError()
    {
        if (_error is not { } error)
            return;
        int count = _lostCount;
        _error = null;
        _lostCount = 0;
        throw new MlflowException(error.ErrorCode, $"{count} metric values of the run {_runId} could not be sent. {error.Message}", error.StatusCode, error);
    }
}
