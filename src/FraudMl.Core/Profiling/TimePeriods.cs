namespace FraudMl;

/// <summary>Periods of one length that cover all times, and the period of each row.</summary>
/// <param name="Start">Where the first one begins, in microseconds.</param>
/// <param name="Length">Their length in microseconds.</param>
/// <param name="Count">How many there are; <paramref name="OfRow"/> is this where the time is missing.</param>
/// <param name="OfRow">The period of each row.</param>
internal sealed record TimePeriods(long Start, long Length, int Count, ushort[] OfRow)
{
    private static readonly long[] Lengths = [.. new[] { 1, 10, 60, 300, 900, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
        2_592_000, 7_776_000, 31_536_000 }
        .Select(seconds => seconds * 1_000_000L)];

    /// <summary>Returns the finest periods of a handy length that are not more than so many; null without any time.</summary>
    public static TimePeriods? Of(ReadOnlySpan<long> times, int most)
    {
        (long first, long last) = (long.MaxValue, long.MinValue);
        foreach (long time in times)
        {
            if (time == TimestampColumn.Missing) continue;
            first = Math.Min(first, time);
            last = Math.Max(last, time);
        }

        if (last < first) return null;
        long length = Lengths.FirstOrDefault(candidate => CountOf(first, last, candidate) <= most, Lengths[^1]);
        while (CountOf(first, last, length) > most) length *= 2;
        long start = Floor(first, length) * length;
        int count = (int)CountOf(first, last, length);
        var ofRow = new ushort[times.Length];
        for (int row = 0; row < ofRow.Length; row++) ofRow[row] = times[row] == TimestampColumn.Missing ? (ushort)count
            : (ushort)((times[row] - start) / length);
        return new(start, length, count, ofRow);
    }

    private static long CountOf(long first, long last, long length) => Floor(last, length) - Floor(first, length) + 1;

    private static long Floor(long time, long length) => (time / length) - (time % length < 0 ? 1 : 0);
}
