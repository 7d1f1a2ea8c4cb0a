using System.Globalization;

namespace FraudMl;

/// <summary>The files of a durable store, and the right to write them.</summary>
internal sealed class VelocityDirectory : IDisposable
{
    private const string SnapshotPrefix = "snapshot-", SnapshotSuffix = ".velocity", LogPrefix = "log-", LogSuffix = ".wal";
    private readonly FileStream _lock;

    /// <exception cref="FraudMlException">Thrown when another process has it open, or it can't be written.</exception>
    public VelocityDirectory(string path)
    {
        FullPath = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(FullPath);
            _lock = new FileStream(Path.Combine(FullPath, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new FraudMlException($"The velocity store {FullPath} can't be opened: {refused.Message}", refused);
        }
        catch (IOException taken)
        {
            throw new FraudMlException(
                $"The velocity store {FullPath} can't be opened: another process has it, or its disk is full. Stop that one, or name "
                + $"another directory. {taken.Message}", taken);
        }
    }

    public string FullPath { get; }

    /// <value>Where a snapshot is written before it is whole.</value>
    public string Unfinished => Path.Combine(FullPath, "snapshot.tmp");

    public string SnapshotOf(long sequence) => Path.Combine(FullPath, $"{SnapshotPrefix}{Number(sequence)}{SnapshotSuffix}");

    public string LogOf(long firstSequence) => Path.Combine(FullPath, $"{LogPrefix}{Number(firstSequence)}{LogSuffix}");

    /// <summary>Returns the sequences of the snapshots, in order.</summary>
    public long[] Snapshots() => Sequences(SnapshotPrefix, SnapshotSuffix);

    /// <summary>Returns the first sequences of the logs, in order.</summary>
    public long[] Logs() => Sequences(LogPrefix, LogSuffix);

    /// <summary>Removes what a snapshot makes needless.</summary>
    public void RemoveBefore(long snapshot)
    {
        foreach (long older in Snapshots().Where(sequence => sequence < snapshot)) File.Delete(SnapshotOf(older));
        foreach (long log in Logs().Where(first => first <= snapshot)) File.Delete(LogOf(log));
        File.Delete(Unfinished);
    }

    public void Dispose() => _lock.Dispose();

    private long[] Sequences(string prefix, string suffix) =>
    [
        .. Directory.EnumerateFiles(FullPath, $"{prefix}*{suffix}").Select(Path.GetFileName)
            .Select(name => long.TryParse(name!.AsSpan()[prefix.Length..^suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture,
                out long sequence) ? sequence : -1)
            .Where(sequence => sequence >= 0).Order(),
    ];

    private static string Number(long sequence) => sequence.ToString("D20", CultureInfo.InvariantCulture);
}
