using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>Sorts scores from the highest down, their rows with them.</summary>
internal static class DescendingOrder
{
    private const int DigitBits = 11;
    private const int DigitCount = 6;
    private const int Radix = 1 << DigitBits;

    /// <summary>Below this many, comparing is faster than counting digits.</summary>
    private const int SmallCount = 20_000;

    public static void Sort(double[] scores, int[] rows)
    {
        Span<ulong> keys = MemoryMarshal.Cast<double, ulong>(scores.AsSpan());
        for (int i = 0; i < keys.Length; i++) keys[i] = KeyOf(scores[i]);
        if (keys.Length < SmallCount) keys.Sort(rows.AsSpan());
        else SortByDigits(keys, rows);
        for (int i = 0; i < keys.Length; i++) scores[i] = ScoreOf(keys[i]);
    }

    /// <summary>Least significant digit first; a digit that all keys share is skipped.</summary>
    private static void SortByDigits(Span<ulong> keys, int[] rows)
    {
        int[][] starts = CountDigits(keys);
        Span<ulong> from = keys, to = new ulong[keys.Length];
        Span<int> fromRows = rows, toRows = new int[rows.Length];
        bool swapped = false;
        for (int digit = 0; digit < DigitCount; digit++)
        {
            int[] next = starts[digit];
            int shift = digit * DigitBits;
            if (next.AsSpan().Contains(keys.Length)) continue;
            for (int value = 0, sum = 0; value < Radix; value++) (next[value], sum) = (sum, sum + next[value]);
            for (int i = 0; i < from.Length; i++)
            {
                int place = next[(int)(from[i] >> shift) & (Radix - 1)]++;
                to[place] = from[i];
                toRows[place] = fromRows[i];
            }
            Span<ulong> spareKeys = from;
            from = to;
            to = spareKeys;
            Span<int> spareRows = fromRows;
            fromRows = toRows;
            toRows = spareRows;
            swapped = !swapped;
        }
        if (!swapped) return;
        from.CopyTo(keys);
        fromRows.CopyTo(rows);
    }

    private static int[][] CountDigits(ReadOnlySpan<ulong> keys)
    {
        int[][] counts = [.. Enumerable.Range(0, DigitCount).Select(_ => new int[Radix])];
        foreach (ulong key in keys)
        {
            for (int digit = 0; digit < DigitCount; digit++) counts[digit][(int)(key >> (digit * DigitBits)) & (Radix - 1)]++;
        }
        return counts;
    }

    /// <summary>A number that falls as the score rises; -0.0 becomes 0.0, which it equals.</summary>
    private static ulong KeyOf(double score)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(score + 0.0);
        return ~((bits >> 63) == 0 ? bits | (1UL << 63) : ~bits);
    }

    private static double ScoreOf(ulong key)
    {
        ulong bits = ~key;
        return BitConverter.UInt64BitsToDouble((bits >> 63) == 0 ? ~bits : bits & ~(1UL << 63));
    }
}
