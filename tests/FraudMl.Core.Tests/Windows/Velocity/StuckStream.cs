namespace FraudMl.Tests;

/// <summary>A disk that takes nothing until it is told to.</summary>
internal sealed class StuckStream : Stream
{
    private readonly ManualResetEventSlim _isStuck = new(), _mayGoOn = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void WaitUntilStuck() => _isStuck.Wait(TimeSpan.FromSeconds(60)).ShouldBeTrue();

    public void GoOn() => _mayGoOn.Set();

    public override void Write(byte[] buffer, int offset, int count)
    {
        _isStuck.Set();
        _mayGoOn.Wait();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
