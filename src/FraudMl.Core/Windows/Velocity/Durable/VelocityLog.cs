using System.Buffers.Binary;

namespace FraudMl;

/// <summary>The end of the log, to which records are appended: each is handed to the operating system whole, or not at all.</summary>
internal sealed class VelocityLog : IDisposable
{
    /// <summary>The bytes before the first record: a mark and the sequence of that record.</summary>
    public const int HeaderBytes = 16;

    private const ulong Mark = 0x31474F4C564C4D46;
    private readonly Stream _file;

    /// <param name="file">An empty file.</param>
    /// <param name="firstSequence">The sequence of its first record.</param>
    /// <exception cref="IOException">Thrown when it can't be written.</exception>
    public VelocityLog(Stream file, long firstSequence)
    {
        _file = file;
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], firstSequence);
        _file.Write(header);
        Length = HeaderBytes;
    }

    /// <value>The bytes of its records and its header.</value>
    public long Length { get; private set; }

    /// <summary>Returns whether a file begins as the log of a sequence does.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> bytes, long firstSequence) => bytes.Length >= HeaderBytes
        && BinaryPrimitives.ReadUInt64LittleEndian(bytes) == Mark && BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) == firstSequence;

    /// <summary>Appends a record.</summary>
    /// <exception cref="IOException">Thrown when it was refused; nothing of it is left in the file.</exception>
    /// <exception cref="InvalidDataException">Thrown when part of it may be left: nothing can be appended any more.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        try
        {
            _file.Write(record);
            Length += record.Length;
        }
        catch (IOException)
        {
            TakeBack();
            throw;
        }
    }

    /// <summary>Has the disk itself hold all records.</summary>
    public void Flush()
    {
        if (_file is FileStream file) file.Flush(flushToDisk: true);
        else _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    private void TakeBack()
    {
        try
        {
            _file.SetLength(Length);
            _file.Position = Length;
        }
        catch (IOException stuck)
        {
            throw new InvalidDataException(stuck.Message, stuck);
        }
    }
}
