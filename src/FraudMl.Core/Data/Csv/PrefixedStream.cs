namespace FraudMl;

/// <summary>Bytes that were looked at, then the rest of the stream they came from.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> _head = head;

    public override int Read(Span<byte> buffer)
    {
        if (_head.IsEmpty) return rest.Read(buffer);
        int count = Math.Min(buffer.Length, _head.Length);
        _head.Span[..count].CopyTo(buffer);
        _head = _head[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) rest.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A stream that may give a number of bytes and no more.</summary>
internal sealed class LimitedStream(Stream stream, long maximumBytes, Action onTooLong) : ForwardStream
{
    private long _left = maximumBytes;

    public override int Read(Span<byte> buffer)
    {
        int count = stream.Read(buffer);
        _left -= count;
        if (_left < 0) onTooLong();
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }
}
