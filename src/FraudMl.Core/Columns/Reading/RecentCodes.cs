using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>The codes of short texts that were met lately, by their UTF-8 bytes: most texts of a column come again and again, and are then
/// neither decoded nor looked up. It has a fixed size, however many texts there are.</summary>
internal sealed class RecentCodes
{
    private const int SlotBits = 11, LongestText = 32;

    private readonly byte[] _texts = new byte[LongestText << SlotBits];
    private readonly Slot[] _slots = new Slot[1 << SlotBits];

    /// <summary>Returns the code of a text; false where it is not known any more, or is long.</summary>
    public bool TryFind(ReadOnlySpan<byte> utf8, out int code)
    {
        int place = PlaceOf(utf8);
        Slot slot = _slots[place];
        code = slot.Code;
        return slot.Length == utf8.Length + 1 && _texts.AsSpan(place * LongestText, utf8.Length).SequenceEqual(utf8);
    }

    /// <summary>Keeps the code of a text in the place of another one.</summary>
    public void Keep(ReadOnlySpan<byte> utf8, int code)
    {
        if (utf8.Length > LongestText) return;
        int place = PlaceOf(utf8);
        utf8.CopyTo(_texts.AsSpan(place * LongestText));
        _slots[place] = new Slot(utf8.Length + 1, code);
    }

    // By the first and the last eight bytes, and the length.
    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        ulong hash = utf8.Length >= sizeof(ulong)
            ? MemoryMarshal.Read<ulong>(utf8) ^ ulong.RotateLeft(MemoryMarshal.Read<ulong>(utf8[^sizeof(ulong)..]), 31) : Short(utf8);
        return (int)(((hash + (uint)utf8.Length) * 0x9E3779B97F4A7C15) >> (64 - SlotBits));
    }

    private static ulong Short(ReadOnlySpan<byte> utf8)
    {
        ulong bytes = 0;
        foreach (byte value in utf8) bytes = (bytes << 8) | value;
        return bytes;
    }

    /// <summary>A text's length and one, so that an empty slot holds none, and its code.</summary>
    private readonly record struct Slot(int Length, int Code);
}
