namespace FraudMl;

/// <summary>Rows by time; where times are equal, in the order of the data.</summary>
internal static class TimeOrder
{
    public static int[] Of(ReadOnlySpan<long> times)
    {
        int[] order = new int[times.Length];
        for (int row = 0; row < order.Length; row++) order[row] = row;
        if (IsAscending(times)) return order;
        long[] sorted = times.ToArray();
        Array.Sort(sorted, order);
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && sorted[end] == sorted[start];) end++;
            order.AsSpan(start..end).Sort();
        }

        return order;
    }

    /// <summary>Returns how many of the ordered rows before a place lie before a gap that ends there.</summary>
    public static int EndBefore(ReadOnlySpan<long> times, int[] order, int place, TimeSpan gap)
    {
        if (gap == TimeSpan.Zero) return place;
        long limit = times[order[place]] - (gap.Ticks / TimeSpan.TicksPerMicrosecond);
        while (place > 0 && times[order[place - 1]] >= limit) place--;
        return place;
    }

    private static bool IsAscending(ReadOnlySpan<long> times)
    {
        for (int row = 1; row < times.Length; row++)
        {
            if (times[row] < times[row - 1]) return false;
        }

        return true;
    }
}
