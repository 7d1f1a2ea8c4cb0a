namespace FraudMl.Mlflow;

internal sealed partial class RunDelivery
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _entered = new(0);
    private readonly SemaphoreSlim _hurried = new(0);
    private long _attemptCount;
    private long _failedAttempt;

    /// <summary>Somebody waits: a pause for a store that is away ends now.</summary>
    private void Hurry()
    {
        Release(_entered);
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
            Complete(await DeliverAllAsync().ConfigureAwait(false));
        }
        catch (Exception error)
        {
            // What a journal that was left behind has, the spool tells.
            if (!_isLeft)
                MlflowLog.DeliveryBroke(_target.Logger, _target.RunId, error.GetType().Name);
            Complete(DeliveryState.Faulted, error);
        }
    }

    private async Task<DeliveryState> DeliverAllAsync()
    {
        var entries = new List<JournalEntry>();
        byte[] buffer = new byte[MlflowBatchLimits.Bytes];
        TimeSpan pause = _firstPause;
        while (true)
        {
            // Read first: nothing is added after it.
            bool isClosing = IsClosing;
            entries.Clear();
            long next = _journal.Read(entries, buffer);
            if (entries.Count == 0 && !isClosing)
            {
                await _entered.WaitAsync().ConfigureAwait(false);
                continue;
            }

            // Nothing is left of a run that another process began, and no end.
            bool isKilled = entries.Count == 0;
            long first = Begin();
            MlflowException? absence = isKilled
                ? await KillAsync().ConfigureAwait(false)
                : await _sender.TrySendAsync(entries, first).ConfigureAwait(false);
            // The end is not acknowledged but deleted: a journal without its end would look like one of a killed process.
            bool isDone = absence is null && (isKilled || entries[^1].End is not null);
            if (absence is null && !isDone)
                _journal.Acknowledge(next);
            Tell(absence is null ? entries.Count : 0, absence);
            if (isDone)
                return DeliveryState.Done;
            if (absence is null)
                pause = _firstPause;
            else if (isClosing)
                return DeliveryState.Away;
            else
                pause = await PauseAsync(pause).ConfigureAwait(false);
        }
    }

    private Task<MlflowException?> KillAsync() => _isLeft ? _sender.TryKillAsync() : Task.FromResult<MlflowException?>(null);

    /// <summary>Waits before a store that is away is asked again, and returns how long to wait the next time.</summary>
    private async Task<TimeSpan> PauseAsync(TimeSpan pause)
    {
        using var over = new CancellationTokenSource();
        // What is added meanwhile does not end the pause: a store that is away is not asked for every value.
        await Task.WhenAny(_hurried.WaitAsync(over.Token), Task.Delay(pause, _target.Time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return pause * 2 < _longestPause ? pause * 2 : _longestPause;
    }

    private bool IsClosing
    {
        get
        {
            lock (_lock)
                return _state == DeliveryState.Closing;
        }
    }

    /// <summary>Begins an attempt; returns the number of its first entry.</summary>
    private long Begin()
    {
        lock (_lock)
        {
            _attemptCount++;
            return _handledCount;
        }
    }

    /// <summary>Ends an attempt, and tells those who wait.</summary>
    private void Tell(int handledCount, MlflowException? absence)
    {
        lock (_lock)
        {
            _handledCount += handledCount;
            if (absence is not null && _absence is null && !_target.Cancelled.IsCancellationRequested)
                TellAway(absence);
            if (absence is null && _absence is not null)
                MlflowLog.StoreBack(_target.Logger, _target.RunId);
            _absence = absence;
            if (absence is not null)
                _failedAttempt = _attemptCount;
            if (_state is DeliveryState.Open or DeliveryState.Away)
                _state = absence is null ? DeliveryState.Open : DeliveryState.Away;
            Change();
        }
    }

    private void TellAway(MlflowException absence)
    {
        if (absence.IsLoginRefused)
            MlflowLog.LoginRefused(_target.Logger, _target.RunId, absence.ErrorCode, (int)absence.StatusCode);
        else
            MlflowLog.StoreAway(_target.Logger, _target.RunId, absence.ErrorCode, (int)absence.StatusCode);
    }

    /// <summary>Ends the delivery, in whatever way: lets the file go, and everybody who waits.</summary>
    private void Complete(DeliveryState outcome, Exception? fault = null)
    {
        lock (_lock)
        {
            (_state, _fault) = (outcome, fault);
            _journal.Dispose();
            if (outcome == DeliveryState.Done)
                TryDelete(_journal.Path);
            _over.SetResult();
            Change();
        }

        if (outcome != DeliveryState.Done)
            _onLeft?.Invoke();
    }

    private void Change()
    {
        TaskCompletionSource changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another process looks whether it was left behind, and deletes it.
        }
    }
}
