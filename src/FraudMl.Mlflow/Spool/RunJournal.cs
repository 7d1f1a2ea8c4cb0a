using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace FraudMl.Mlflow;

/// <summary>What was logged to one run and is not yet delivered, in a file that outlives the process: a line of JSON per entry.</summary>
/// <remarks>
/// The first eight bytes say up to which byte everything was delivered. An entry is in the file before the call that logged it returns.
/// While a process holds the file no other can open it; when the process is killed, the lock goes and the entries stay.
/// </remarks>
internal sealed class RunJournal : IDisposable
{
    private const int HeaderSize = 8;

    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly SafeFileHandle _file;
    private readonly long _limit;
    private long _delivered;
    private long _end;

    private RunJournal(string path, SafeFileHandle file, long limit, long delivered, long end)
    {
        (Path, _file, _limit, _delivered, _end) = (path, file, limit, delivered, end);
        MlflowTelemetry.Waits(_end - _delivered);
    }

    public string Path { get; }

    /// <summary>Bytes that wait for delivery.</summary>
    public long PendingBytes
    {
        get
        {
            lock (_lock)
                return _end - _delivered;
        }
    }

    public bool IsFull => PendingBytes >= _limit;

    public static RunJournal Create(string path, long limit)
    {
        // Under another name until it is locked: whoever looks for journals that were left behind would take it for one of them.
        string unlocked = $"{path}.new";
        FileShare share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
        SafeFileHandle file = File.OpenHandle(unlocked, FileMode.CreateNew, FileAccess.ReadWrite, share);
        try
        {
            WriteHeader(file, HeaderSize);
            File.Move(unlocked, path);
            return new RunJournal(path, file, limit, HeaderSize, HeaderSize);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a journal that a process left behind; null while its process lives.</summary>
    /// <exception cref="JournalDamagedException">Thrown when the file is no journal.</exception>
    /// <exception cref="UnauthorizedAccessException">Thrown when the file is another user's.</exception>
    public static RunJournal? TryAdopt(string path, long limit)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Locked, or delivered and deleted meanwhile.
            return null;
        }

        try
        {
            (long delivered, long end) = MeasureWithoutTornLine(file);
            return new RunJournal(path, file, limit, delivered, end);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds entries behind the others: all, or none when one is too long.</summary>
    public void Append(ReadOnlySpan<JournalEntry> entries)
    {
        lock (_lock)
        {
            _lines.ResetWrittenCount();
            foreach (JournalEntry entry in entries)
                WriteLine(entry);
            RandomAccess.Write(_file, _lines.WrittenSpan, _end);
            _end += _lines.WrittenCount;
            MlflowTelemetry.Waits(_lines.WrittenCount);
        }
    }

    /// <summary>Reads the next entries, as many as fit one request; returns the byte after them.</summary>
    /// <exception cref="JournalDamagedException">Thrown when the next line is no entry; what stands before it was read by an earlier
    /// call.</exception>
    public long Read(List<JournalEntry> entries, byte[] buffer)
    {
        long start;
        int length;
        lock (_lock)
        {
            start = _delivered;
            length = (int)Math.Min(buffer.Length, _end - start);
        }

        length = RandomAccess.Read(_file, buffer.AsSpan(0, length), start);
        int at = 0;
        var room = new BatchRoom();
        while (buffer.AsSpan(at, length - at).IndexOf((byte)'\n') is var size and >= 0 && EntryOf(buffer.AsSpan(at, size)) is { } entry)
        {
            entries.Add(entry);
            at += size + 1;
            if (!room.TryFill(entry))
                break;
        }

        return entries.Count > 0 || length == 0
            ? start + at : throw new JournalDamagedException($"The line at byte {start} is no entry of a journal.");
    }

    /// <summary>Keeps that everything before the byte is delivered; an empty journal shrinks to its header.</summary>
    public void Acknowledge(long position)
    {
        lock (_lock)
        {
            long taken = position - _delivered;
            if (position == _end)
            {
                // First the mark, then the length: killed in between, entries are sent again, which changes nothing.
                WriteHeader(_file, HeaderSize);
                RandomAccess.SetLength(_file, HeaderSize);
                (_delivered, _end) = (HeaderSize, HeaderSize);
            }
            else
            {
                WriteHeader(_file, position);
                _delivered = position;
            }

            MlflowTelemetry.Waits(-taken);
        }
    }

    public void Dispose()
    {
        if (_file.IsClosed)
            return;
        MlflowTelemetry.Waits(-PendingBytes);
        _file.Dispose();
    }

    private void WriteLine(JournalEntry entry)
    {
        int start = _lines.WrittenCount;
        using (var writer = new Utf8JsonWriter(_lines))
            JsonSerializer.Serialize(writer, entry, JournalJson.Default.JournalEntry);
        int length = _lines.WrittenCount - start;
        if (length >= MlflowBatchLimits.Bytes)
            throw MlflowException.Invalid(
                $"One entry of a run can take {MlflowBatchLimits.Bytes} bytes. Got {length} bytes instead; log it as an artifact.");
        _lines.GetSpan(1)[0] = (byte)'\n';
        _lines.Advance(1);
    }

    private static JournalEntry? EntryOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry) is { IsWhole: true } entry ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void WriteHeader(SafeFileHandle file, long position)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteInt64LittleEndian(header, position);
        RandomAccess.Write(file, header, 0);
    }

    private static (long Delivered, long End) MeasureWithoutTornLine(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        long end = RandomAccess.GetLength(file);
        // A process killed before it wrote the header had logged nothing.
        if (end < HeaderSize || RandomAccess.Read(file, header, 0) < HeaderSize)
            return (HeaderSize, HeaderSize);
        long delivered = BinaryPrimitives.ReadInt64LittleEndian(header);
        if (delivered < HeaderSize || delivered > end)
            throw new JournalDamagedException($"Its header says that {delivered} of {end} bytes are delivered.");
        // A process killed while it wrote leaves half a line; the call that logged it never returned.
        byte[] tail = new byte[(int)Math.Min(MlflowBatchLimits.Bytes, end - delivered)];
        RandomAccess.Read(file, tail, end - tail.Length);
        int torn = tail.Length - 1 - tail.AsSpan().LastIndexOf((byte)'\n');
        if (torn == MlflowBatchLimits.Bytes)
            throw new JournalDamagedException($"Its last line is longer than an entry can be ({MlflowBatchLimits.Bytes} bytes).");
        if (torn > 0)
            RandomAccess.SetLength(file, end - torn);
        return (delivered, end - torn);
    }
}

/// <summary>A file among the journals that is none, or not whole.</summary>
internal sealed class JournalDamagedException(string message) : Exception(message);
