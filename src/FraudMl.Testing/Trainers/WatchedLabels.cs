using System.Buffers;

namespace FraudMl.Testing;

/// <summary>Labels that tell how often they have been read, so that a test can act in the middle of a training without a clock.</summary>
internal sealed class WatchedLabels(bool[] labels, Action<int> onRead) : MemoryManager<bool>
{
    private int _readCount;

    public override Span<bool> GetSpan()
    {
        onRead(Interlocked.Increment(ref _readCount));
        return labels;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("Labels are read, not pinned.");

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
