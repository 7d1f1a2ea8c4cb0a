using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace FraudMl.Serving;

/// <summary>How a body is packed, as Content-Encoding says (RFC 9110).</summary>
internal enum BodyEncoding
{
    Identity,
    Gzip,
    Brotli,
}

/// <summary>Unpacks a body while it comes in, and tells one that was cut off, which the streams of .NET take for a whole one.</summary>
internal abstract class PackedBody : IDisposable
{
    public static PackedBody Open(Stream packed, BodyEncoding encoding) =>
        encoding == BodyEncoding.Gzip ? new GzipBody(packed) : new BrotliBody(packed);

    /// <summary>Reads what comes next; 0 at the end of a whole body.</summary>
    /// <exception cref="ScoringInputException">Thrown when the body is not packed as it should be, or was cut off.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellationToken);

    public abstract void Dispose();
}

/// <summary>A gzip of one member (RFC 1952).</summary>
internal sealed class GzipBody : PackedBody
{
    private readonly TailStream _packed;
    private readonly GZipStream _gzip;
    private uint _length;

    public GzipBody(Stream packed)
    {
        _packed = new TailStream(packed);
        _gzip = new GZipStream(_packed, CompressionMode.Decompress);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        int count;
        try
        {
            count = await _gzip.ReadAsync(into, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }

        _length += (uint)count;
        return count > 0 || _packed.EndsIn(_length) ? count : throw Broken();
    }

    public override void Dispose() => _gzip.Dispose();

    private static ScoringInputException Broken() =>
        ScoringInputException.BadRequest("The request body is no whole gzip of one member, as its Content-Encoding says it is.");

    /// <summary>Remembers the last four bytes, which are the unpacked length: GZipStream does not look at it where a body was cut
    /// off.</summary>
    private sealed class TailStream(Stream packed) : Stream
    {
        private const int ShortestGzip = 18;
        private readonly byte[] _tail = new byte[4];
        private long _length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public bool EndsIn(uint length) => _length >= ShortestGzip && BinaryPrimitives.ReadUInt32LittleEndian(_tail) == length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await packed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            ReadOnlySpan<byte> last = buffer.Span[..count];
            last = last[Math.Max(0, count - _tail.Length)..];
            _tail.AsSpan(last.Length).CopyTo(_tail);
            last.CopyTo(_tail.AsSpan(_tail.Length - last.Length));
            _length += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>A brotli stream (RFC 7932).</summary>
internal sealed class BrotliBody(Stream packed) : PackedBody
{
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(1 << 13);
    private BrotliDecoder _decoder;
    private int _start;
    private int _end;
    private bool _isWhole;

    public override async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        while (!_isWhole)
        {
            int count = Unpack(into.Span);
            if (count > 0) return count;
            if (_isWhole) break;
            if (await FillAsync(cancellationToken).ConfigureAwait(false) == 0) throw Broken();
        }

        return _start == _end && await FillAsync(cancellationToken).ConfigureAwait(false) == 0 ? 0 : throw Broken();
    }

    public override void Dispose()
    {
        _decoder.Dispose();
        ArrayPool<byte>.Shared.Return(_bytes);
    }

    private int Unpack(Span<byte> into)
    {
        OperationStatus status = _decoder.Decompress(_bytes.AsSpan(_start, _end - _start), into, out int read, out int written);
        _start += read;
        _isWhole = status == OperationStatus.Done;
        return status == OperationStatus.InvalidData ? throw Broken() : written;
    }

    private async ValueTask<int> FillAsync(CancellationToken cancellationToken)
    {
        (_start, _end) = (0, await packed.ReadAsync(_bytes, cancellationToken).ConfigureAwait(false));
        return _end;
    }

    private static ScoringInputException Broken() =>
        ScoringInputException.BadRequest("The request body is no whole brotli stream, as its Content-Encoding says it is.");
}
