using System.Buffers.Binary;
using System.IO.Compression;

namespace FraudMl;

/// <summary>A gzip file being unpacked; at its end it makes sure that nothing was cut off, which GZipStream does not.</summary>
internal sealed class GzipInput(FileStream file, Action onTruncated) : Stream
{
    private const int SmallestMember = 18;
    private readonly GZipStream _unpacked = new(file, CompressionMode.Decompress, leaveOpen: true);
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        int count = _unpacked.Read(buffer);
        _length += count;
        if (count == 0 && !buffer.IsEmpty && !EndsWhole()) onTruncated();
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    // RFC 1952: a member ends with the length of what was packed, modulo 2^32. A file may hold several members: then it is the
    // last one's length, which is found by unpacking from each place that looks like the beginning of a member.
    private bool EndsWhole()
    {
        Span<byte> tail = stackalloc byte[sizeof(uint)];
        if (file.Length < SmallestMember || RandomAccess.Read(file.SafeFileHandle, tail, file.Length - tail.Length) < tail.Length) return false;
        uint stated = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        return stated == unchecked((uint)_length) || stated == LastMemberLength(File.ReadAllBytes(file.Name), stated);
    }

    private static uint? LastMemberLength(byte[] packed, uint stated)
    {
        for (int at = packed.Length - SmallestMember; at > 0; at--)
        {
            if (packed.AsSpan(at).StartsWith<byte>([0x1F, 0x8B, 0x08]) && UnpackedLength(packed, at) == stated) return stated;
        }

        return null;
    }

    private static uint? UnpackedLength(byte[] packed, int from)
    {
        try
        {
            using var member = new GZipStream(new MemoryStream(packed, from, packed.Length - from), CompressionMode.Decompress);
            var scratch = new byte[1 << 16];
            uint length = 0;
            while (member.Read(scratch) is > 0 and int count) length += (uint)count;
            return length;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
