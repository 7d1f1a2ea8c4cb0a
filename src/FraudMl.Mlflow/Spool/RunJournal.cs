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
    private readonly SafeFileHandle _file;
    private readonly long _limit;
    private long _delivered;
    private long _end;

    private RunJournal(string path, SafeFileHandle file, long limit)
    {
        Path = path;
        _file = file;
        _limit = limit;
        Span<byte> header = stackalloc byte[HeaderSize];
        long length = RandomAccess.GetLength(file);
        long delivered = RandomAccess.Read(file, header, 0) == HeaderSize ? BinaryPrimitives.ReadInt64LittleEndian(header) : HeaderSize;
        _end = Math.Max(HeaderSize, length);
        _delivered = Math.Clamp(delivered, HeaderSize, _end);
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
        SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        WriteHeader(file, HeaderSize);
        return new RunJournal(path, file, limit);
    }

    /// <summary>Opens a journal that a process left behind; null while its process lives.</summary>
    public static RunJournal? TryAdopt(string path, long limit)
    {
        try
        {
            var journal = new RunJournal(path, File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None), limit);
            journal.DropTornLine();
            return journal;
        }
        catch (IOException)
        {
            // Locked, or delivered and deleted meanwhile.
            return null;
        }
    }

    /// <summary>Adds an entry behind the others.</summary>
    public void Append(JournalEntry entry)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(entry, MlflowJsonContext.Default.JournalEntry);
        if (json.Length >= MlflowBatchLimits.Bytes)
            throw MlflowException.Invalid($"One entry of a run can take {MlflowBatchLimits.Bytes} bytes. Got {json.Length} bytes instead; log it as an artifact.");
        Array.Resize(ref json, json.Length + 1);
        json[^1] = (byte)'\n';
        lock (_lock)
        {
            RandomAccess.Write(_file, json, _end);
            _end += json.Length;
            MlflowTelemetry.Waits(json.Length);
        }
    }

    /// <summary>Reads the next entries, as many as fit one request; returns the byte after them.</summary>
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
        while (buffer.AsSpan(at, length - at).IndexOf((byte)'\n') is var size and >= 0)
        {
            JournalEntry entry = JsonSerializer.Deserialize(buffer.AsSpan(at, size), MlflowJsonContext.Default.JournalEntry)!;
            entries.Add(entry);
            at += size + 1;
            if (!room.TryFill(entry))
                break;
        }

        return start + at;
    }

    /// <summary>Keeps that everything before the byte is delivered; an empty journal shrinks to its header.</summary>
    public void Acknowledge(long position)
    {
        lock (_lock)
        {
            MlflowTelemetry.Waits(_delivered - position);
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
        }
    }

    /// <summary>Whether the last entry is the end of the run.</summary>
    public bool HasEnd()
    {
        ReadOnlySpan<byte> tail = Tail();
        if (tail.IsEmpty)
            return false;
        ReadOnlySpan<byte> last = tail[..^1];
        return JsonSerializer.Deserialize(last[(last.LastIndexOf((byte)'\n') + 1)..], MlflowJsonContext.Default.JournalEntry)!.End is not null;
    }

    public void Dispose()
    {
        if (_file.IsClosed)
            return;
        MlflowTelemetry.Waits(-PendingBytes);
        _file.Dispose();
    }

    private static void WriteHeader(SafeFileHandle file, long position)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteInt64LittleEndian(header, position);
        RandomAccess.Write(file, header, 0);
    }

    private byte[] Tail()
    {
        byte[] tail = new byte[(int)Math.Min(MlflowBatchLimits.Bytes, _end - _delivered)];
        RandomAccess.Read(_file, tail, _end - tail.Length);
        return tail;
    }

    // A process killed while it wrote leaves half a line; the call that logged it never returned.
    private void DropTornLine()
    {
        byte[] tail = Tail();
        int torn = tail.Length - 1 - tail.AsSpan().LastIndexOf((byte)'\n');
        if (torn == 0)
            return;
        _end -= torn;
        MlflowTelemetry.Waits(-torn);
        RandomAccess.SetLength(_file, _end);
    }
}
