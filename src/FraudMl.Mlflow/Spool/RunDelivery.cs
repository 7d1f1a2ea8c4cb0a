using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow;

/// <summary>How far the delivery of a run has come.</summary>
internal enum DeliveryState
{
    /// <summary>Entries are taken, and the store answers.</summary>
    Open,

    /// <summary>Entries are taken and wait on disk: the last attempt got no answer. After the end: the file waits for the spool.</summary>
    Away,

    /// <summary>The end of the run is in the journal: nothing is taken any more, and the rest is on its way.</summary>
    Closing,

    /// <summary>The store has everything, but for what it refused; the file is deleted.</summary>
    Done,

    /// <summary>The journal can't be read or written any more; the file waits for the spool.</summary>
    Faulted,
}

/// <summary>Whose journal is delivered, and where to.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Runs">The store.</param>
/// <param name="Time">The clock of pauses.</param>
/// <param name="Logger">Hears what happens to the delivery.</param>
/// <param name="Cancelled">Lets go of the store, as if it gave no answer.</param>
internal sealed record DeliveryTarget(string RunId, IMlflowRuns Runs, TimeProvider Time, ILogger Logger, CancellationToken Cancelled);

/// <summary>Delivers a run's journal in order, batch by batch, and waits while the store is away.</summary>
/// <remarks>
/// What was sent and not acknowledged is sent again: MLflow keeps one of two metric entries that are equal in key, step, time and value,
/// and takes equal parameters and tags twice.
/// <code>
/// Open ⇄ Away             an attempt got no answer; a later one did
/// Open, Away → Closing    the end of the run is in the journal
/// Closing → Done | Away   everything was handed over; the last attempt got no answer
/// any → Faulted           the journal can't be read or written
/// </code>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The semaphores' wait handles are never asked for, so there is nothing to dispose.")]
internal sealed partial class RunDelivery
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DeliveryTarget _target;
    private readonly RunJournal _journal;
    private readonly Action? _onLeft;
    private readonly bool _isLeft;
    private readonly Refusals _refusals;
    private readonly EntrySender _sender;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DeliveryState _state;
    private Exception? _fault;
    private MlflowException? _absence;
    private long _addedCount;
    private long _handledCount;

    /// <summary>Starts to deliver.</summary>
    /// <param name="target">Whose journal it is, and where it goes.</param>
    /// <param name="journal">The journal; disposed at the end, and deleted when everything was delivered.</param>
    /// <param name="isLeft">Whether another process left it behind: nothing is added any more, and a run without an end was killed.</param>
    /// <param name="onLeft">Told when the file is left to the spool.</param>
    public RunDelivery(DeliveryTarget target, RunJournal journal, bool isLeft = false, Action? onLeft = null)
    {
        (_target, _journal, _isLeft, _onLeft) = (target, journal, isLeft, onLeft);
        _state = isLeft ? DeliveryState.Closing : DeliveryState.Open;
        _refusals = new Refusals(target.RunId);
        _sender = new EntrySender(target, _refusals);
        _ = Task.Run(DeliverAsync);
    }

    /// <summary>Whether the store gave no answer the last time, so that what is logged waits in the journal.</summary>
    public bool IsAway => Volatile.Read(ref _absence) is not null;

    /// <summary>Whether the store has everything up to the end of the run, but for what it refused; another delivery may
    /// have brought it there.</summary>
    public bool IsDone
    {
        get
        {
            lock (_lock)
                return _state == DeliveryState.Done || _over.Task.IsCompleted && IsGone(_journal.Path);
        }
    }

    /// <summary>What is wrong with the journal, once the delivery has broken.</summary>
    public Exception? Fault => Volatile.Read(ref _fault);

    /// <summary>Keeps an entry, as soon as there is room for it; from then on it is not lost.</summary>
    /// <exception cref="MlflowException">Thrown when there is no room and the store is away, or the journal can't be written.</exception>
    /// <exception cref="InvalidOperationException">Thrown when the run has ended.</exception>
    public async ValueTask AddAsync(JournalEntry entry, CancellationToken cancellationToken = default) =>
        await EnterAsync([entry], isWatched: false, cancellationToken).ConfigureAwait(false);

    /// <summary>Keeps the end of the run, and what belongs to it; nothing else is kept afterwards.</summary>
    public void AddEnd(JournalEntry[] entries)
    {
        // There is always room for an end, so that a full spool leaves no run behind that runs for ever.
        lock (_lock)
            TryAdd(entries);
    }

    /// <summary>Keeps entries and waits until the store has taken or refused them, or turns out to be away.</summary>
    /// <exception cref="MlflowException">Thrown when the store refused some of them.</exception>
    public async Task LogAsync(JournalEntry[] entries, CancellationToken cancellationToken)
    {
        if (entries.Length == 0)
            return;
        Refusals.Share share = (await EnterAsync(entries, isWatched: true, cancellationToken).ConfigureAwait(false))!;
        try
        {
            await WaitAsync(share.End, isAbsenceTold: false, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _refusals.Abandon(share);
            throw;
        }

        _refusals.Close(share);
    }

    /// <summary>Waits until everything added so far is handed over.</summary>
    /// <exception cref="MlflowException">Thrown when the store refused something, or gives no answer.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(Interlocked.Read(ref _addedCount), isAbsenceTold: true, cancellationToken).ConfigureAwait(false);
        _refusals.Throw();
    }

    /// <summary>Waits until the journal is delivered after its last entry, or the store turns out to be away.</summary>
    /// <exception cref="MlflowException">Thrown when the store refused something, or the journal can't be read or written.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        Hurry();
        await _over.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        ThrowFault();
        _refusals.Throw();
    }

    private async ValueTask<Refusals.Share?> EnterAsync(JournalEntry[] entries, bool isWatched, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (TryAdd(entries))
                    // Before the delivery can read them, so that no refusal is missed.
                    return isWatched ? _refusals.Open(_addedCount - entries.Length, _addedCount) : null;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds entries under the lock; false when there is no room yet.</summary>
    private bool TryAdd(JournalEntry[] entries)
    {
        ThrowFault();
        bool isEnd = entries[^1].End is not null;
        if (_state is DeliveryState.Closing or DeliveryState.Done || _over.Task.IsCompleted)
            throw new InvalidOperationException($"The run {_target.RunId} has ended; nothing can be logged to it any more.");
        if (!isEnd && _journal.IsFull)
        {
            return _state != DeliveryState.Away ? false : throw new MlflowException(
                MlflowErrorCodes.TemporarilyUnavailable,
                $"The spool of run {_target.RunId} is full, and the store gives no answer. Raise MlflowOptions.SpoolLimit, or log less.");
        }

        Append(entries);
        _addedCount += entries.Length;
        if (isEnd)
            _state = DeliveryState.Closing;
        Release(_entered);
        return true;
    }

    private void Append(JournalEntry[] entries)
    {
        try
        {
            _journal.Append(entries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MlflowException(
                MlflowErrorCodes.InternalError,
                $"What was logged to run {_target.RunId} can't be kept in '{_journal.Path}': {error.Message} Make room there, or set "
                + $"MlflowOptions.SpoolFolder.",
                innerException: error);
        }
    }

    /// <summary>Waits until so many entries are handled.</summary>
    /// <param name="target">How many.</param>
    /// <param name="isAbsenceTold">Whether a store that is away is an error, once it was asked again; else waiting ends there.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    private async Task WaitAsync(long target, bool isAbsenceTold, CancellationToken cancellationToken)
    {
        // An attempt that was under way before somebody began to wait says nothing to them.
        long after = Interlocked.Read(ref _attemptCount);
        if (isAbsenceTold)
            Hurry();
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_handledCount >= target || !isAbsenceTold && _absence is not null)
                    return;
                ThrowFault();
                if (_absence is { } absence && (_failedAttempt > after || _over.Task.IsCompleted))
                {
                    throw new MlflowException(
                        absence.ErrorCode,
                        $"What was logged to run {_target.RunId} waits on disk until the store "
                            + $"{(absence.IsLoginRefused ? "takes the log-in" : "answers")}. {absence.Message}",
                        absence.StatusCode,
                        absence);
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsGone(string path) => !File.Exists(path) && !File.Exists(MlflowSpool.BadPathOf(path));

    private void ThrowFault()
    {
        if (Fault is { } fault)
        {
            throw new MlflowException(
                MlflowErrorCodes.InternalError,
                $"What was logged to run {_target.RunId} can't be delivered from '{_journal.Path}': {fault.Message}",
                innerException: fault);
        }
    }
}
