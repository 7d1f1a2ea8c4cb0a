using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace FraudMl.Serving;

/// <summary>The buffers of one request: its body in one piece, and the answer before it is sent.</summary>
internal sealed class RequestBuffers
{
    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private byte[] _body = new byte[4096];
    private int _bodyLength;

    public RequestBuffers() => Writer = new Utf8JsonWriter(Answer, WriterOptions);

    /// <summary>The body without a byte-order mark.</summary>
    public Memory<byte> Body => _body.AsSpan(0, _bodyLength).StartsWith("\uFEFF"u8) ? _body.AsMemory(3, _bodyLength - 3) : _body.AsMemory(0, _bodyLength);

    public ArrayBufferWriter<byte> Answer { get; } = new(1024);

    public Utf8JsonWriter Writer { get; }

    /// <summary>The bytes held; buffers that have grown large are not kept.</summary>
    public int Capacity => _body.Length + Answer.Capacity;

    /// <summary>Reads a body up to a limit.</summary>
    public async ValueTask ReadBodyAsync(PipeReader reader, int maximumBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > maximumBytes - _bodyLength) throw TooLarge(maximumBytes);
            Append(read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || read.IsCanceled) return;
        }
    }

    /// <summary>Unpacks a body of gzip, up to a limit.</summary>
    /// <exception cref="ScoringInputException">Thrown when it is no gzip, was cut off or unpacks to more.</exception>
    public void Unpack(int maximumBytes)
    {
        byte[] packed = _body.AsSpan(0, _bodyLength).ToArray();
        _bodyLength = 0;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            byte[] part = new byte[1 << 13];
            while (gzip.Read(part) is > 0 and int count)
            {
                if (count > maximumBytes - _bodyLength) throw TooLarge(maximumBytes);
                Append(new ReadOnlySequence<byte>(part, 0, count));
            }
        }
        catch (InvalidDataException)
        {
            throw NotGzip();
        }

        // RFC 1952: the last four bytes are the length, which the stream does not look at where it was cut off.
        if (packed.Length < 18 || BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(packed.Length - 4)) != (uint)_bodyLength) throw NotGzip();
    }

    private static ScoringInputException NotGzip() => ScoringInputException.BadRequest("The request body is no whole gzip of one member, as its Content-Encoding says it is.");

    public static ScoringInputException TooLarge(int maximumBytes) => ScoringInputException.TooLarge(
        $"The request body must be at most {maximumBytes} bytes. Send fewer transactions per request, or raise FraudScoring:MaximumBodyBytes.");

    /// <summary>Replaces the body, for example by one with other number literals.</summary>
    public void ReplaceBody(ReadOnlySpan<byte> body)
    {
        _bodyLength = 0;
        Append(new ReadOnlySequence<byte>(body.ToArray()));
    }

    public void Reset()
    {
        _bodyLength = 0;
        Answer.ResetWrittenCount();
        Writer.Reset();
    }

    private void Append(in ReadOnlySequence<byte> bytes)
    {
        int length = _bodyLength + (int)bytes.Length;
        if (length > _body.Length) Array.Resize(ref _body, Math.Max(length, (int)Math.Min(_body.Length * 2L, Array.MaxLength)));
        bytes.CopyTo(_body.AsSpan(_bodyLength));
        _bodyLength = length;
    }
}

/// <summary>Keeps the buffers of finished requests for the next ones, large ones excepted.</summary>
internal sealed class RequestBuffersPool() : DefaultObjectPool<RequestBuffers>(new Policy())
{
    private const int LargestKept = 1 << 20;

    private sealed class Policy : PooledObjectPolicy<RequestBuffers>
    {
        public override RequestBuffers Create() => new();

        public override bool Return(RequestBuffers obj)
        {
            obj.Reset();
            return obj.Capacity <= LargestKept;
        }
    }
}
