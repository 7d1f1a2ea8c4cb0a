namespace FraudMl;

/// <summary>
/// A velocity store in a directory: an event is in its log before it is acknowledged, so that a process killed at any moment loses
/// nothing. Snapshots are written beside it, and the store is whole again when it is opened.
/// </summary>
/// <remarks>
/// Thread-safe; events are logged and recorded one at a time. One process at a time may open a directory. What a killed process had not
/// acknowledged may be there or not: send it again, with its id it is counted once.
/// </remarks>
public sealed partial class DurableVelocityStore : IVelocityStore, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Lock _flushing = new();
    private readonly VelocityStore _store;
    private readonly VelocityDirectory _directory;
    private readonly VelocityRecord _record;
    private readonly DurableVelocityOptions _options;
    private readonly Func<string, Stream> _create;
    private readonly Timer? _timer;
    private VelocityLog _log;
    private long _sequence;
    private long _flushed;
    private volatile string? _failure;
    private volatile bool _isClosed;

    private DurableVelocityStore(VelocityStore store, VelocityDirectory directory, DurableVelocityOptions options,
        Func<string, Stream> create, long sequence)
    {
        (_store, _directory, _options, _create, _sequence) = (store, directory, options, create, sequence);
        _record = new VelocityRecord(store.TextColumns.Count, store.NumberColumns.Count);
        _log = NewLog();
        if (options.Flush == VelocityFlush.Interval)
            _timer = new Timer(_ => FlushQuietly(), null, options.FlushInterval, options.FlushInterval);
    }

    /// <inheritdoc/>
    public IReadOnlyList<EntityWindows> Windows => _store.Windows;

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => _store.FeatureNames;

    /// <inheritdoc/>
    public IReadOnlyList<string> TextColumns => _store.TextColumns;

    /// <inheritdoc/>
    public IReadOnlyList<string> NumberColumns => _store.NumberColumns;

    /// <value>The number of entities and pairs that are kept.</value>
    public int EntityCount => _store.EntityCount;

    /// <inheritdoc/>
    /// <exception cref="FraudMlException">Thrown as well when the log can't be written, for example because the disk is full: the event
    /// was not recorded.</exception>
    public VelocityOutcome Observe(in VelocityEvent transaction, Span<double> features)
    {
        VelocityOutcome outcome = Record(transaction, features);
        Commit();
        return outcome;
    }

    /// <inheritdoc/>
    /// <exception cref="FraudMlException">Thrown as well when the log can't be written: the label was not set.</exception>
    public bool Report(in VelocityEvent transaction, bool isFraud)
    {
        _store.Require(transaction, FeatureNames.Count);
        ulong id = TextHash.Of(transaction.Id);
        bool found;
        lock (_gate)
        {
            Append(transaction, id, isReport: true, isFraud);
            found = _store.Report(transaction, id, isFraud);
        }

        Commit();
        return found;
    }

    /// <summary>Records the rows of a dataset as <see cref="VelocityStore.Fill"/> does, and writes a snapshot: all of them are kept, or
    /// after a kill none. Other events wait.</summary>
    /// <param name="data">The past, for example the training data.</param>
    /// <param name="idColumn">The column that tells events from each other, text or number.</param>
    /// <returns>What became of the rows.</returns>
    /// <exception cref="FraudMlException">Thrown when a column is missing or of the wrong kind, or the snapshot can't be
    /// written.</exception>
    public VelocityFill Fill(Dataset data, string idColumn)
    {
        VelocityFill filled;
        lock (_gate)
        {
            RequireOpen();
            filled = _store.Fill(data, idColumn);
        }

        Snapshot();
        return filled;
    }

    /// <value>The events in memory.</value>
    internal VelocityStore Memory => _store;

    /// <summary>Records an event, which a killed process does not lose; a power cut may, until <see cref="Commit"/>.</summary>
    internal VelocityOutcome Record(in VelocityEvent transaction, Span<double> features)
    {
        _store.Require(transaction, features.Length);
        lock (_gate)
        {
            RequireOpen();
            if (_store.RefusalOf(transaction.Timestamp) is { } refusal)
            {
                features.Fill(double.NaN);
                return refusal;
            }

            ulong id = TextHash.Of(transaction.Id);
            Append(transaction, id, isReport: false, transaction.IsFraud);
            VelocityOutcome outcome = _store.Accept(transaction, id, features);
            if (Volatile.Read(ref _logged) + _log.Length >= Volatile.Read(ref _snapshotAt)) BeginSnapshot();
            return outcome;
        }
    }

    /// <summary>Waits until the disk has what was recorded, where the options ask for it.</summary>
    internal void Commit()
    {
        if (_options.Flush == VelocityFlush.EachEvent) FlushLog();
    }

    /// <summary>Writes what is left to the disk and closes the directory.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
        }

        _background.Wait();
        _labelling.Wait();
        lock (_flushing)
        {
            try
            {
                if (_failure is null) _log.Flush();
            }
            catch (IOException lost)
            {
                _failure = lost.Message;
            }

            _log.Dispose();
        }

        _directory.Dispose();
    }

    private void Append(in VelocityEvent transaction, ulong id, bool isReport, bool isFraud, bool isById = false)
    {
        RequireOpen();
        try
        {
            _log.Append(_record.Write(_sequence + 1, transaction, id, isReport, isFraud, isById));
            _sequence++;
        }
        catch (IOException refused)
        {
            throw new FraudMlException($"The event was not recorded, because the log of the velocity store {_directory.FullPath} can't be "
                + $"written: {refused.Message} Make room, and send it again.", refused);
        }
        catch (InvalidDataException stuck)
        {
            _failure = stuck.Message;
            RequireOpen();
        }
    }

    // Who comes while another flushes finds its own events flushed as well, or flushes for all that came since.
    private void FlushLog()
    {
        long asked = Volatile.Read(ref _sequence);
        lock (_flushing)
        {
            if (_flushed >= asked) return;
            VelocityLog log;
            long last;
            lock (_gate)
            {
                // Who closes it flushes it.
                if (_isClosed) return;
                RequireOpen();
                (log, last) = (_log, _sequence);
            }

            FlushOrFail(log);
            _flushed = last;
        }
    }

    private void FlushOrFail(VelocityLog log)
    {
        try
        {
            log.Flush();
        }
        catch (IOException lost)
        {
            // What the disk has of it, nobody knows any more.
            _failure = lost.Message;
            RequireOpen();
        }
    }

    private void FlushQuietly()
    {
        try
        {
            FlushLog();
        }
        catch (FraudMlException)
        {
            // The next event is told.
        }
    }

    private void RequireOpen()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (_failure is not null)
            throw new FraudMlException($"The velocity store {_directory.FullPath} takes no more events: its log could not be written or "
                + $"flushed ({_failure}). Open it again; what was acknowledged is there.");
    }

    private VelocityLog NewLog() => new(_create(_directory.LogOf(_sequence + 1)), _sequence + 1);

    /// <summary>Returns the windows that it keeps, and where.</summary>
    public override string ToString() => $"{_store} in {_directory.FullPath}";
}
