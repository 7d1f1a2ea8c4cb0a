using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>Records in a file that only grows.</summary>
/// <remarks>
/// A process that is killed leaves at most one line that is not whole at the end; the next turn takes it away. Turns are taken under a lock
/// on a file beside it, which the system gives back when a process ends.
/// </remarks>
internal sealed class JournalFile<T> : IRecordStore<T>
    where T : class
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _path, _lockPath;
    private readonly JsonTypeInfo<T> _type;
    private readonly FileStream _file;
    private long _end;
    private bool _isFlushed = true;

    public JournalFile(string path, JsonTypeInfo<T> type)
    {
        (_path, _lockPath, _type) = (path, $"{path}.lock", type);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FraudMlException($"The journal '{path}' can't be opened for writing: {error.Message.TrimEnd('.')}. Name a file in a "
                + $"folder that may be written to.", error);
        }
    }

    public bool IsDurable => true;

    public void Exchange(Func<IReadOnlyList<T>, IReadOnlyList<T>> turn)
    {
        using FileStream held = Lock();
        IReadOnlyList<T> appended = turn(Read());
        if (appended.Count == 0) return;
        byte[] lines = [.. appended.SelectMany(record => JournalLine.Of(JsonSerializer.Serialize(record, _type)))];
        try
        {
            _file.Position = _end;
            _file.Write(lines);
            _end += lines.Length;
            _isFlushed = false;
        }
        catch (IOException error)
        {
            Cut();
            throw new FraudMlException($"The journal '{_path}' can't be written: {error.Message.TrimEnd('.')}. Make room and open it "
                + $"again; nothing before is lost.", error);
        }
    }

    public void Flush()
    {
        if (!_isFlushed) _file.Flush(flushToDisk: true);
        _isFlushed = true;
    }

    public void Dispose() => _file.Dispose();

    private List<T> Read()
    {
        if (_file.Length < _end) throw Damaged(_file.Length, "it became shorter while the study was open");
        byte[] bytes = new byte[_file.Length - _end];
        _file.Position = _end;
        _file.ReadExactly(bytes);
        var records = new List<T>();
        int at = 0;
        while (TryLine(bytes, at, out int end, out ReadOnlySpan<byte> body))
        {
            records.Add(Parsed(body, _end + at));
            at = end;
        }

        // What was being written when a process was killed is the last; anything whole behind it means that the file was damaged.
        for (int next = at; Array.IndexOf(bytes, (byte)'\n', next) is >= 0 and var line; next = line + 1)
        {
            if (TryLine(bytes, line + 1, out _, out _)) throw Damaged(_end + at, "a record there is not as it was written");
        }

        if (_end + at == 0 && bytes.Length > 0 && !JournalLine.MayBegin(bytes))
            throw new FraudMlException($"The file '{_path}' is no journal of a study. Name one that is not there yet.");
        _end += at;
        if (at < bytes.Length) Cut();
        return records;
    }

    private static bool TryLine(byte[] bytes, int from, out int end, out ReadOnlySpan<byte> body)
    {
        body = default;
        int line = Array.IndexOf(bytes, (byte)'\n', from);
        end = line + 1;
        return line >= 0 && JournalLine.TryRead(bytes.AsSpan(from..line), out body);
    }

    private T Parsed(ReadOnlySpan<byte> body, long at)
    {
        try
        {
            return JsonSerializer.Deserialize(body, _type) ?? throw new JsonException("It is null.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new FraudMlException(FormattableString.Invariant(
                $"The journal '{_path}' has a record at byte {at} that this FraudMl does not know. Update the FraudMl packages."), error);
        }
    }

    private FraudMlException Damaged(long at, string what) => new(FormattableString.Invariant(
        $"The journal '{_path}' is damaged at byte {at}: {what}. Take a copy that is whole, or begin another journal."));

    private void Cut()
    {
        try
        {
            _file.SetLength(_end);
        }
        catch (IOException)
        {
            // The next turn tries again.
        }
    }

    private FileStream Lock()
    {
        long start = Environment.TickCount64;
        for (int wait = 1; ; wait = Math.Min(2 * wait, 20))
        {
            try
            {
                return new FileStream(_lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
            }
            catch (UnauthorizedAccessException error)
            {
                throw new FraudMlException($"The lock '{_lockPath}' of a journal can't be opened. Check the rights on it.", error);
            }
            catch (IOException error)
            {
                if (Environment.TickCount64 - start > Patience.TotalMilliseconds)
                    throw new FraudMlException($"The journal '{_path}' has been held by another process for {Patience.TotalSeconds:0} "
                        + $"seconds. Check what holds '{_lockPath}'.", error);
                Thread.Sleep(wait);
            }
        }
    }
}
