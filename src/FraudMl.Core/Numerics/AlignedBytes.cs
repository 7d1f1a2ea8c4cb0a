using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>Bytes that start with a line of the cache: a vector across two lines takes twice as long.</summary>
internal readonly struct AlignedBytes
{
    private const int LineBytes = 64;
    private readonly byte[] _bytes;
    private readonly int _start, _count;

    public AlignedBytes(int count)
    {
        _bytes = GC.AllocateArray<byte>(count + LineBytes, pinned: true);
        _start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0) & (LineBytes - 1));
        _count = count;
    }

    public Span<byte> Span => _bytes.AsSpan(_start, _count);

    /// <summary>Returns the bytes of values.</summary>
    public static AlignedBytes Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        var copy = new AlignedBytes(bytes.Length);
        bytes.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>Returns a copy on the heap of pinned objects: arrays that a row reads in turn lie one after the other.</summary>
    public static T[] PinnedCopy<T>(T[] values)
    {
        T[] copy = GC.AllocateUninitializedArray<T>(values.Length, pinned: true);
        values.CopyTo(copy, 0);
        return copy;
    }
}
