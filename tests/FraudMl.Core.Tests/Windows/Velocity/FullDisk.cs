namespace FraudMl.Tests;

/// <summary>A file on a disk that has no room left once so many bytes were written.</summary>
internal sealed class FullDisk(string path) : Stream
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <value>The bytes that are still taken.</value>
    public long Room { get; set; } = long.MaxValue;

    public bool MayBeCut { get; set; } = true;

    public override bool CanRead => false;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _file.Length;

    public override long Position { get => _file.Position; set => _file.Position = value; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int taken = (int)Math.Min(buffer.Length, Room);
        _file.Write(buffer[..taken]);
        if (taken < buffer.Length) throw new IOException("No space left on device");
        if (Room != long.MaxValue) Room -= taken;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void SetLength(long value)
    {
        if (!MayBeCut) throw new IOException("Input/output error");
        _file.SetLength(value);
    }

    public override void Flush() => _file.Flush(flushToDisk: true);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }
}
