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

    /// <summary>Returns a copy that stays where only such copies are: what a row needs one after the other lies one after the other.</summary>
    public static T[] Together<T>(T[] values)
    {
        T[] copy = GC.AllocateUninitializedArray<T>(values.Length, pinned: true);
        values.CopyTo(copy, 0);
        return copy;
    }

    public Span<byte> Span => _bytes.AsSpan(_start, _count);
}
