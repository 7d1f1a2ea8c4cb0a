using System.Diagnostics.CodeAnalysis;

namespace FraudMl.Mlflow;

/// <summary>Delivers a run's journal in order, batch by batch, and waits while the store is away.</summary>
/// <remarks>What was sent and not acknowledged is sent again: MLflow keeps one of two metric entries that are equal in key, step, time and value, and takes equal parameters and tags twice.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never asked for, so there is nothing to dispose.")]
internal sealed class RunDelivery
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _added = new(0);
    private readonly SemaphoreSlim _hurried = new(0);
    private readonly List<(long Target, long After, TaskCompletionSource Done)> _waiting = [];
    private readonly EntrySender _sender;
    private readonly string _runId;
    private readonly RunJournal _journal;
    private readonly Task _delivering;
    private long _addedCount;
    private long _handledCount;
    private long _attemptCount;
    private volatile bool _isAway;
    private volatile bool _isClosed;
    private volatile bool _isDone;

    /// <summary>Starts to deliver.</summary>
    /// <param name="runs">The store.</param>
    /// <param name="runId">The run.</param>
    /// <param name="journal">Its journal; disposed at the end, and deleted when everything was delivered.</param>
    /// <param name="isLeft">Whether another process left it behind, so that nothing is added any more.</param>
    public RunDelivery(IMlflowRuns runs, string runId, RunJournal journal, bool isLeft = false)
    {
        (_sender, _runId, _journal, _isClosed) = (new EntrySender(runs, runId), runId, journal, isLeft);
        _delivering = Task.Run(DeliverAsync);
    }

    /// <summary>Whether the store gave no answer the last time, so that what is logged waits in the journal.</summary>
    public bool IsAway => _isAway;

    /// <summary>Whether the store has everything up to the end of the run, but for what it refused; another delivery may have brought it there.</summary>
    public bool IsDone => _isDone || _delivering.IsCompleted && !File.Exists(_journal.Path);

    /// <summary>Whether to try again later. A page of a proxy, such as its 404 while the server moves, says nothing about what was sent.</summary>
    public static bool MeansAway(MlflowException error) =>
        error.IsAmbiguous || (int)error.StatusCode == 429 || error.IsForeign && (int)error.StatusCode is not (401 or 403);

    /// <summary>Keeps an entry; from then on it is not lost.</summary>
    /// <param name="entry">What was logged.</param>
    /// <param name="isAway">Whether the store has just given no answer to it; what comes next then waits behind it.</param>
    public void Add(JournalEntry entry, bool isAway = false)
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
            _isAway |= isAway;
        }

        Release(_added);
    }

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

        Hurry();
        await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        _sender.ThrowRefusal();
    }

    /// <summary>Waits until the journal is delivered after its last entry, or the store turns out to be away; then lets the file go.</summary>
    /// <exception cref="MlflowException">Thrown when the store refused something.</exception>
    public async Task CompleteAsync()
    {
        Hurry();
        await _delivering.ConfigureAwait(false);
        _sender.ThrowRefusal();
    }

    /// <summary>Somebody waits: a pause for a store that is away ends now.</summary>
    private void Hurry()
    {
        Release(_added);
        Release(_hurried);
    }

    private static void Release(SemaphoreSlim semaphore)
    {
        if (semaphore.CurrentCount == 0)
            semaphore.Release();
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
            if (_isDone)
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
                _isDone = true;
                return;
            }

            if (entries.Count == 0)
            {
                NotePresence();
                await _added.WaitAsync().ConfigureAwait(false);
                continue;
            }

            Interlocked.Increment(ref _attemptCount);
            MlflowException? absence = await _sender.TrySendAsync(entries).ConfigureAwait(false);
            Tell(absence is null ? entries.Count : 0, absence);
            if (absence is null && entries[^1].End is not null)
            {
                // Not acknowledged but deleted: a journal without its end would look like one of a killed process.
                _isDone = true;
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
            // What is added meanwhile does not end the pause: a store that is away is not asked for every value.
            await _hurried.WaitAsync(pause).ConfigureAwait(false);
            pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
        }
    }

    /// <summary>The store is back, unless something was added meanwhile that it has not got: what goes past the journal must not overtake it.</summary>
    private void NotePresence()
    {
        lock (_lock)
            _isAway &= _handledCount < _addedCount;
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
}
