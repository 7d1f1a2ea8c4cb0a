using System.Diagnostics.CodeAnalysis;

namespace FraudMl.Mlflow;

/// <summary>Delivers a run's journal in order, batch by batch, and waits while the store is away.</summary>
/// <remarks>What was sent and not acknowledged is sent again: MLflow keeps one of two equal metric values, and takes equal parameters and tags twice.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never asked for, so there is nothing to dispose.")]
internal sealed class RunDelivery
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly List<(long Target, long After, TaskCompletionSource Done)> _waiting = [];
    private readonly IMlflowRuns _runs;
    private readonly string _runId;
    private readonly RunJournal _journal;
    private readonly Task _delivering;
    private MlflowException? _refusal;
    private int _refusedCount;
    private long _addedCount;
    private long _handledCount;
    private long _attemptCount;
    private volatile bool _isAway;
    private volatile bool _isClosed;

    /// <summary>Starts to deliver.</summary>
    /// <param name="runs">The store.</param>
    /// <param name="runId">The run.</param>
    /// <param name="journal">Its journal; disposed at the end, and deleted when everything was delivered.</param>
    /// <param name="isLeft">Whether another process left it behind, so that nothing is added any more.</param>
    public RunDelivery(IMlflowRuns runs, string runId, RunJournal journal, bool isLeft = false)
    {
        (_runs, _runId, _journal, _isClosed) = (runs, runId, journal, isLeft);
        _delivering = Task.Run(DeliverAsync);
    }

    /// <summary>Whether the store gave no answer the last time, so that what is logged waits in the journal.</summary>
    public bool IsAway => _isAway;

    /// <summary>Whether the store has everything up to the end of the run, but for what it refused.</summary>
    public bool IsDone { get; private set; }

    public static bool MeansAway(MlflowException error) => error.IsAmbiguous || (int)error.StatusCode == 429;

    /// <summary>Keeps an entry; from then on it is not lost.</summary>
    public void Add(JournalEntry entry)
    {
        while (_journal.IsFull)
        {
            if (_isAway)
                throw new MlflowException(MlflowErrorCodes.TemporarilyUnavailable, $"The spool of run {_runId} is full, and the store gives no answer. Raise MlflowOptions.SpoolLimit, or log less.");
            Thread.Sleep(1);
        }

        lock (_lock)
        {
            if (_isClosed)
                throw new InvalidOperationException($"The run {_runId} has ended; nothing can be logged to it any more.");
            _journal.Append(entry);
            _addedCount++;
            _isClosed = entry.End is not null;
        }

        Wake();
    }

    /// <summary>Lets what is logged go to the journal until the store has answered again.</summary>
    public void NoteAbsence() => _isAway = true;

    /// <summary>Waits until everything added so far is handed over.</summary>
    /// <exception cref="MlflowException">Thrown when the store refused something, or gives no answer.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_handledCount < _addedCount && !_delivering.IsCompleted)
                _waiting.Add((_addedCount, _attemptCount, done));
            else
                done.SetResult();
        }

        Wake();
        await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        ThrowRefusal();
    }

    /// <summary>Waits until the journal is delivered after its last entry, or the store turns out to be away; then lets the file go.</summary>
    /// <exception cref="MlflowException">Thrown when the store refused something.</exception>
    public async Task CompleteAsync()
    {
        Wake();
        await _delivering.ConfigureAwait(false);
        ThrowRefusal();
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
            _wake.Release();
    }

    private async Task DeliverAsync()
    {
        try
        {
            await DeliverAllAsync().ConfigureAwait(false);
        }
        finally
        {
            _journal.Dispose();
            if (IsDone)
                TryDelete(_journal.Path);
        }
    }

    private async Task DeliverAllAsync()
    {
        var entries = new List<JournalEntry>();
        byte[] buffer = new byte[MlflowBatchLimits.Bytes];
        TimeSpan pause = _firstPause;
        while (true)
        {
            // Closed is read first: nothing is added after it.
            bool isClosed = _isClosed;
            entries.Clear();
            long next = _journal.Read(entries, buffer);
            if (entries.Count == 0 && isClosed)
            {
                IsDone = true;
                return;
            }

            if (entries.Count == 0)
            {
                _isAway = false;
                await _wake.WaitAsync().ConfigureAwait(false);
                continue;
            }

            Interlocked.Increment(ref _attemptCount);
            MlflowException? absence = await TrySendAsync(entries).ConfigureAwait(false);
            Tell(absence is null ? entries.Count : 0, absence);
            if (absence is null && entries[^1].End is not null)
            {
                // Not acknowledged but deleted: a journal without its end would look like one of a killed process.
                IsDone = true;
                return;
            }

            if (absence is null)
            {
                _journal.Acknowledge(next);
                pause = _firstPause;
                continue;
            }

            _isAway = true;
            if (isClosed)
                return;
            await _wake.WaitAsync(pause).ConfigureAwait(false);
            pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // Another process looks whether it was left behind, and deletes it.
        }
    }

    private void Tell(int handledCount, MlflowException? absence)
    {
        lock (_lock)
        {
            _handledCount += handledCount;
            // An attempt that was under way before somebody began to wait says nothing to them.
            foreach ((_, _, TaskCompletionSource done) in _waiting.Where(one => absence is null ? one.Target <= _handledCount : one.After < _attemptCount))
            {
                if (absence is null)
                    done.SetResult();
                else
                    done.SetException(new MlflowException(absence.ErrorCode, $"What was logged to run {_runId} waits on disk until the store answers. {absence.Message}", absence.StatusCode, absence));
            }

            _waiting.RemoveAll(one => one.Done.Task.IsCompleted);
        }
    }

    /// <summary>Sends entries; returns why the store is away, or null when it took or refused them.</summary>
    private async Task<MlflowException?> TrySendAsync(List<JournalEntry> entries)
    {
        try
        {
            await SendAsync(entries).ConfigureAwait(false);
            return null;
        }
        catch (MlflowException error) when (MeansAway(error) || (int)error.StatusCode is 401 or 403)
        {
            return error;
        }
        catch (MlflowException error) when (entries.Count > 1 && (int)error.StatusCode is 400 or 413)
        {
            // Halved until only what is at fault is left out.
            int half = entries.Count / 2;
            return await TrySendAsync(entries.GetRange(0, half)).ConfigureAwait(false)
                ?? await TrySendAsync(entries.GetRange(half, entries.Count - half)).ConfigureAwait(false);
        }
        catch (MlflowException error)
        {
            lock (_lock)
            {
                _refusal ??= error;
                _refusedCount += entries.Count;
            }

            return null;
        }
        catch (Exception error)
        {
            // Such as a client that was closed before its runs: what is left waits for the next one.
            return new MlflowException(MlflowErrorCodes.TemporarilyUnavailable, error.Message, innerException: error);
        }
    }

    private async Task SendAsync(List<JournalEntry> entries)
    {
        var batch = new MlflowLogBatch
        {
            RunId = _runId,
            Metrics = [.. entries.Select(entry => entry.Metric).OfType<MlflowMetric>()],
            Params = [.. entries.Select(entry => entry.Param).OfType<MlflowParam>()],
            Tags = [.. entries.Select(entry => entry.Tag).OfType<MlflowTag>()],
        };
        if (batch.Metrics.Count + batch.Params.Count + batch.Tags.Count > 0)
            await _runs.LogBatchAsync(batch).ConfigureAwait(false);
        if (entries[^1].End is { } end)
            await _runs.UpdateAsync(end).ConfigureAwait(false);
    }

    private void ThrowRefusal()
    {
        MlflowException error;
        int count;
        lock (_lock)
        {
            if (_refusal is null)
                return;
            (error, count) = (_refusal, _refusedCount);
            (_refusal, _refusedCount) = (null, 0);
        }

        throw new MlflowException(error.ErrorCode, $"{count} values of the run {_runId} were refused. {error.Message}", error.StatusCode, error);
    }
}
