namespace FraudMl;

public sealed partial class DurableVelocityStore
{
    private readonly Lock _snapshotting = new();
    private Task _background = Task.CompletedTask;

    // The bytes of the log's files before the one that is written to, since the last snapshot; and how many make a new one.
    private long _logged;
    private long _snapshotAt;

    /// <summary>Writes a snapshot of everything that is kept now, so that the next start has no log to read. Events don't wait for
    /// it.</summary>
    /// <exception cref="FraudMlException">Thrown when it can't be written; the log is kept.</exception>
    public void Snapshot()
    {
        try
        {
            lock (_snapshotting) WriteNow();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new FraudMlException(
                $"A snapshot of the velocity store {_directory.FullPath} could not be written: {failed.Message} Its log is kept.", failed);
        }
    }

    private void BeginSnapshot()
    {
        if (!_background.IsCompleted) return;
        _background = Task.Run(() =>
        {
            try
            {
                lock (_snapshotting) WriteNow();
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                Postpone(failed);
            }
            catch (Exception failed) when (failed is FraudMlException or ObjectDisposedException)
            {
                // The next event is told.
            }
        });
    }

    private void WriteNow()
    {
        // Beforehand, so that little is left to flush while events wait for the new file.
        FlushLog();
        Turned turned;
        lock (_gate) turned = Turn();
        Write(turned);
    }

    // The log goes on in a new file, so that the ones before are those that the snapshot makes needless.
    private Turned Turn()
    {
        RequireOpen();
        if (_log.Length == VelocityLog.HeaderBytes) return new Turned(_sequence, _store.Newest, null, _logged);
        FlushOrFail(_log);
        VelocityLog before = _log;
        try
        {
            _log = NewLog();
        }
        catch (IOException)
        {
            File.Delete(_directory.LogOf(_sequence + 1));
            throw;
        }

        return new Turned(_sequence, _store.Newest, before, _logged += before.Length);
    }

    // It may hold events from after the turn, which are in the new file of the log too: read again, they are there already.
    private void Write(Turned turned)
    {
        lock (_flushing) turned.Before?.Dispose();
        ApplyLabels();
        long bytes;
        using (var file = new FileStream(_directory.Unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            _store.Write(file, turned.Newest);
            file.Flush(flushToDisk: true);
            bytes = file.Length;
        }

        File.Move(_directory.Unfinished, _directory.SnapshotOf(turned.Sequence), overwrite: true);
        _directory.RemoveBefore(turned.Sequence);
        Interlocked.Add(ref _logged, -turned.Logged);
        Volatile.Write(ref _snapshotAt, Math.Max(_options.SnapshotBytes, bytes));
    }

    private void Postpone(Exception failed)
    {
        Volatile.Write(ref _snapshotAt, Volatile.Read(ref _logged) + _log.Length + _options.SnapshotBytes);
        _options.OnSnapshotFailed?.Invoke(failed);
    }

    /// <param name="Sequence">The last event of the files before.</param>
    /// <param name="Newest">The time of the newest event at that moment.</param>
    /// <param name="Before">The file that was written to; null where it goes on.</param>
    /// <param name="Logged">The bytes of all files before.</param>
    private readonly record struct Turned(long Sequence, long Newest, VelocityLog? Before, long Logged);
}
