using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using FraudMl.Mlflow;
using Microsoft.Extensions.ObjectPool;

namespace FraudMl.Serving;

/// <summary>The buffers of one request: its body in one piece, and the answer before it is sent.</summary>
internal sealed class RequestBuffers
{
    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private byte[] _body = new byte[4096];
    private int _bodyLength;
    private int _taken;

    public RequestBuffers() => Writer = new Utf8JsonWriter(Answer, WriterOptions);

    /// <summary>The body without a byte-order mark.</summary>
    public Memory<byte> Body =>
        _body.AsSpan(0, _bodyLength).StartsWith("\uFEFF"u8) ? _body.AsMemory(3, _bodyLength - 3) : _body.AsMemory(0, _bodyLength);

    public ArrayBufferWriter<byte> Answer { get; } = new(1024);

    public Utf8JsonWriter Writer { get; }

    /// <summary>The carried values of the block that is being scored.</summary>
    public CarriedValues Carried { get; } = new();

    /// <summary>The bytes held; buffers that have grown large are not kept.</summary>
    public int Capacity => _body.Length + Answer.Capacity;

    /// <summary>Reads a body that is here already; false where the rest has to be waited for, by <see cref="ReadBodyAsync"/>.</summary>
    /// <param name="reader">The body.</param>
    /// <param name="announced">Its length, when the request says so.</param>
    /// <param name="maximumBytes">The limit.</param>
    /// <param name="budget">The room for large bodies.</param>
    public bool TryReadBody(PipeReader reader, long? announced, int maximumBytes, BodyBudget budget) =>
        reader.TryRead(out ReadResult read) && Take(reader, read, announced, maximumBytes, budget);

    /// <summary>Reads a body up to a limit; a large one takes room in the budget until <see cref="Release"/>.</summary>
    /// <param name="reader">The body.</param>
    /// <param name="announced">Its length, when the request says so.</param>
    /// <param name="maximumBytes">The limit.</param>
    /// <param name="budget">The room for large bodies.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async ValueTask ReadBodyAsync(
        PipeReader reader, long? announced, int maximumBytes, BodyBudget budget, CancellationToken cancellationToken)
    {
        ReadResult read;
        do read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        while (!Take(reader, read, announced, maximumBytes, budget));
    }

    /// <summary>Unpacks a body, up to a limit; what it unpacks to takes room in the budget as a body does.</summary>
    /// <exception cref="ScoringInputException">Thrown when it is not packed so, was cut off or unpacks to more.</exception>
    public async ValueTask UnpackAsync(BodyEncoding encoding, int maximumBytes, BodyBudget budget)
    {
        (byte[] packed, int packedLength, int packedTaken) = (_body, _bodyLength, _taken);
        (_body, _bodyLength, _taken) = (new byte[4096], 0, 0);
        try
        {
            using var body = PackedBody.Open(new MemoryStream(packed, 0, packedLength), encoding);
            byte[] part = new byte[1 << 13];
            while (await body.ReadAsync(part, CancellationToken.None).ConfigureAwait(false) is > 0 and int count)
            {
                if (count > maximumBytes - _bodyLength) throw TooLarge(maximumBytes);
                if (_bodyLength + count > _body.Length) Grow(_bodyLength + count, announced: 0, packedTaken, budget);
                part.AsSpan(0, count).CopyTo(_body.AsSpan(_bodyLength));
                _bodyLength += count;
            }
        }
        finally
        {
            budget.Return(packedTaken);
        }
    }

    /// <summary>Gives the room of a large body back.</summary>
    public void Release(BodyBudget budget)
    {
        budget.Return(_taken);
        _taken = 0;
    }

    public static ScoringInputException TooLarge(int maximumBytes) => ScoringInputException.TooLarge(
        $"The request body must be at most {maximumBytes} bytes. Send fewer transactions per request, or raise "
        + $"FraudScoring:MaximumBodyBytes.");

    public void Reset()
    {
        _bodyLength = 0;
        ForgetAnswer();
    }

    /// <summary>Begins the answer anew.</summary>
    public void ForgetAnswer()
    {
        Answer.ResetWrittenCount();
        Writer.Reset();
    }

    // Returns whether that was all.
    private bool Take(PipeReader reader, in ReadResult read, long? announced, int maximumBytes, BodyBudget budget)
    {
        try
        {
            if (read.Buffer.Length > maximumBytes - _bodyLength) throw TooLarge(maximumBytes);
            int length = _bodyLength + (int)read.Buffer.Length;
            if (length > _body.Length) Grow(length, (int)Math.Min(announced ?? 0, maximumBytes), held: 0, budget);
            read.Buffer.CopyTo(_body.AsSpan(_bodyLength));
            _bodyLength = length;
        }
        finally
        {
            // Also of a body that is refused: the server reads its rest away, so that the sender gets the answer and no broken line.
            reader.AdvanceTo(read.Buffer.End);
        }

        return read.IsCompleted || read.IsCanceled;
    }

    // What was only announced gets no memory before the first megabyte is there; held is the room of the same body's packed form.
    private void Grow(int length, int announced, int held, BodyBudget budget)
    {
        bool isLarge = length > BodyBudget.SmallBody;
        int capacity = isLarge && announced >= length ? announced : Math.Max(length, (int)Math.Min(_body.Length * 2L, Array.MaxLength));
        if (isLarge)
        {
            if (!budget.TryTake(capacity - _taken, _taken + held)) throw ScoringInputException.Busy();
            _taken = capacity;
        }

        Array.Resize(ref _body, capacity);
    }
}

/// <summary>Keeps the buffers of finished requests for the next ones, large ones excepted.</summary>
internal sealed class RequestBuffersPool(FraudScoringOptions options, TimeProvider time)
    : DefaultObjectPool<RequestBuffers>(new Policy())
{
    private const int LargestKept = 2 * BodyBudget.SmallBody;

    /// <summary>The room for large bodies.</summary>
    public BodyBudget Budget { get; } = new(options.MaximumConcurrentBodyBytes, time);

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
