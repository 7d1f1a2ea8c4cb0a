using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Reads decimal numbers of UTF-8 as <see cref="float.Parse(string)"/> does, bit for bit, where that can be done
/// quickly.</summary>
internal static class FloatText
{
    // So many digits fit 64 bits.
    private const int MostDigits = 19;

    // The 29 bits that a double has and a float has not, in the middle between two floats.
    private const uint Middle = 1 << 28;

    // How many units in its last place the double may be off; it is by less than three.
    private const uint Slack = 8;

    // Ten to the powers that a double holds exactly, and next to it.
    private static ReadOnlySpan<double> Powers =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
            1e22];

    private static ReadOnlySpan<double> NegativePowers =>
        [1e-0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16, 1e-17, 1e-18, 1e-19,
            1e-20, 1e-21, 1e-22];

    private static ReadOnlySpan<uint> SmallPowers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    /// <summary>Reads a number at the start of a text, written as JSON writes one.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="number">The float nearest to the number.</param>
    /// <returns>How many bytes it takes; 0 where there is none, or one that takes a thorough look.</returns>
    public static int Read(ReadOnlySpan<byte> utf8, out float number)
    {
        number = 0;
        int start = !utf8.IsEmpty && utf8[0] == '-' ? 1 : 0;
        ulong digits = 0;
        int at = start;
        for (; at < utf8.Length && (uint)(utf8[at] - '0') <= 9; at++) digits = digits * 10 + (uint)(utf8[at] - '0');
        int digitCount = at - start, exponent = 0;
        if (digitCount == 0) return 0;
        if (at < utf8.Length && utf8[at] == '.')
        {
            int point = at + 1;
            at = ReadDigits(utf8, point, ref digits);
            exponent = point - at;
            if (exponent == 0) return 0;
            digitCount -= exponent;
        }

        if (digitCount > MostDigits && digitCount - LeadingZeros(utf8[start..at]) > MostDigits) return 0;
        if (at < utf8.Length && (utf8[at] | 0x20) == 'e')
        {
            int length = ReadExponent(utf8[(at + 1)..], out int written);
            if (length == 0) return 0;
            exponent += written;
            at += 1 + length;
        }

        return TryRound(digits, exponent, out number, isNegative: start == 1) ? at : 0;
    }

    // A double that is rounded again is the nearest float, unless it lies at the middle of two as far as it can tell.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryRound(ulong digits, int exponent, out float number, bool isNegative)
    {
        number = 0;
        if (Math.Abs(exponent) >= Powers.Length) return false;
        double value = exponent < 0 ? digits * NegativePowers[-exponent] : digits * Powers[exponent];
        uint beyond = (uint)BitConverter.DoubleToUInt64Bits(value) & (2 * Middle - 1);
        if (beyond - (Middle - Slack) <= 2 * Slack || value > float.MaxValue) return false;
        number = (float)(isNegative ? -value : value);
        return true;
    }

    private static int ReadDigits(ReadOnlySpan<byte> utf8, int at, ref ulong value)
    {
        for (; utf8.Length - at >= sizeof(ulong); at += sizeof(ulong))
        {
            // A digit becomes its value; every other byte gets its highest bit here or below.
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(utf8[at..]) ^ 0x3030303030303030;
            ulong others = (eight | (eight + 0x7676767676767676)) & 0x8080808080808080;
            if (others != 0)
            {
                int count = BitOperations.TrailingZeroCount(others) / 8;
                if (count > 0) value = value * SmallPowers[count] + Joined(eight << (64 - 8 * count));
                return at + count;
            }

            value = value * 100_000_000 + Joined(eight);
        }

        for (; at < utf8.Length && (uint)(utf8[at] - '0') <= 9; at++) value = value * 10 + (uint)(utf8[at] - '0');
        return at;
    }

    // Eight digits, the first in the lowest byte: two by two, then all four pairs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Joined(ulong eight)
    {
        const ulong EveryFourth = 0x000000FF000000FF;
        eight = eight * 10 + (eight >> 8);
        return (uint)(((eight & EveryFourth) * 0x000F424000000064 + ((eight >> 16) & EveryFourth) * 0x0000271000000001) >> 32);
    }

    private static int ReadExponent(ReadOnlySpan<byte> utf8, out int exponent)
    {
        int start = !utf8.IsEmpty && utf8[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        ulong digits = 0;
        int end = ReadDigits(utf8, start, ref digits);
        exponent = end - start > 4 ? int.MaxValue / 2 : (int)digits;
        if (start == 1 && utf8[0] == '-') exponent = -exponent;
        return end == start ? 0 : end;
    }

    private static int LeadingZeros(ReadOnlySpan<byte> number)
    {
        int zeros = 0;
        foreach (byte one in number)
        {
            if (one == '0') zeros++;
            else if (one != '.') break;
        }

        return zeros;
    }
}
