using System.Buffers.Binary;
using System.Text;

namespace FraudMl;

/// <summary>
/// A record of the log: length, checksum (CRC-32C), sequence; then what happened, time, id, texts and numbers of an event.
/// </summary>
internal sealed class VelocityRecord(int textCount, int numberCount)
{
    /// <summary>The bytes before the payload: its length, the checksum of all that follows, the sequence.</summary>
    public const int HeaderBytes = 16;

    private const int FixedBytes = 1 + sizeof(long) + sizeof(ulong);
    private const byte FraudFlag = 1, ReportFlag = 2, ByIdFlag = 4;
    private readonly string?[] _texts = new string?[textCount];
    private readonly double[] _numbers = new double[numberCount];
    private byte[] _buffer = new byte[256];

    public bool IsReport { get; private set; }

    /// <value>Whether it is a label of an event that is known by its id alone.</value>
    public bool IsById { get; private set; }

    public bool IsFraud { get; private set; }

    public long Time { get; private set; }

    public ulong Id { get; private set; }

    /// <summary>The event that was read last; its id is known by its hash.</summary>
    public VelocityEvent Event => new() { Id = "", Timestamp = Time, Texts = _texts, Numbers = _numbers, IsFraud = !IsReport && IsFraud };

    /// <summary>Writes a record and returns its bytes, which the next one overwrites.</summary>
    public ReadOnlySpan<byte> Write(long sequence, in VelocityEvent transaction, ulong id, bool isReport, bool isFraud, bool isById = false)
    {
        int most = HeaderBytes + FixedBytes + (numberCount * sizeof(float));
        foreach (string? text in transaction.Texts) most += 5 + (3 * (text?.Length ?? 0));
        if (_buffer.Length < most) _buffer = new byte[most * 2];
        Span<byte> bytes = _buffer.AsSpan(HeaderBytes);
        bytes[0] = (byte)((isReport ? ReportFlag : 0) | (isFraud ? FraudFlag : 0) | (isById ? ByIdFlag : 0));
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], transaction.Timestamp);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[9..], id);
        int length = FixedBytes;
        foreach (double number in transaction.Numbers)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes[length..], NumberText.Round(number));
            length += sizeof(float);
        }

        foreach (string? text in transaction.Texts)
        {
            int written = text is null ? -1 : Encoding.UTF8.GetBytes(text, bytes[(length + sizeof(int))..]);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[length..], written);
            length += sizeof(int) + Math.Max(written, 0);
        }

        Span<byte> record = _buffer.AsSpan(0, HeaderBytes + length);
        BinaryPrimitives.WriteInt32LittleEndian(record, length);
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Checksum(record));
        return record;
    }

    /// <summary>Returns how long the record is that begins a span; 0 where none does that is whole and has the sequence.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes, long sequence)
    {
        if (bytes.Length < HeaderBytes + FixedBytes) return 0;
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < FixedBytes || length > bytes.Length - HeaderBytes || SequenceOf(bytes) != sequence) return 0;
        ReadOnlySpan<byte> record = bytes[..(HeaderBytes + length)];
        return Checksum(record) == BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) ? record.Length : 0;
    }

    /// <summary>Returns whether bytes that are no whole record may become one with those that follow.</summary>
    public static bool GoesOn(ReadOnlySpan<byte> bytes) => bytes.Length < HeaderBytes + FixedBytes
        || BinaryPrimitives.ReadInt32LittleEndian(bytes) is > FixedBytes and var length && length > bytes.Length - HeaderBytes;

    public static long SequenceOf(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);

    /// <summary>Reads a whole record; false where it is of another store.</summary>
    public bool TryRead(ReadOnlySpan<byte> record)
    {
        ReadOnlySpan<byte> bytes = record[HeaderBytes..];
        (IsReport, IsById, IsFraud) = ((bytes[0] & ReportFlag) != 0, (bytes[0] & ByIdFlag) != 0, (bytes[0] & FraudFlag) != 0);
        Time = BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]);
        Id = BinaryPrimitives.ReadUInt64LittleEndian(bytes[9..]);
        bytes = bytes[FixedBytes..];
        if (IsById) return bytes.IsEmpty;
        if (bytes.Length < (numberCount * sizeof(float)) + (textCount * sizeof(int))) return false;
        for (int i = 0; i < numberCount; i++)
        {
            _numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes);
            bytes = bytes[sizeof(float)..];
        }

        for (int i = 0; i < textCount; i++)
        {
            if (bytes.Length < sizeof(int)) return false;
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            bytes = bytes[sizeof(int)..];
            if (length > bytes.Length) return false;
            _texts[i] = length < 0 ? null : Encoding.UTF8.GetString(bytes[..length]);
            bytes = bytes[Math.Max(length, 0)..];
        }

        return bytes.IsEmpty;
    }

    private static uint Checksum(ReadOnlySpan<byte> record) => Crc32C.Of(record[..4], record[8..]);
}
