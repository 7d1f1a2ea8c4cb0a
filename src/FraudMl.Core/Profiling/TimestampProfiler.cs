namespace FraudMl;

/// <summary>Profiles timestamp columns.</summary>
internal static class TimestampProfiler
{
    public static ColumnProfile Profile(ProfileContext context, ColumnProfile profile, TimestampColumn column)
    {
        long[] sorted = column.Values.ToArray();
        Array.Sort(sorted);
        ReadOnlySpan<long> present = sorted.AsSpan(column.Values.Count(TimestampColumn.Missing));
        int distinct = present.IsEmpty ? 0 : 1;
        for (int i = 1; i < present.Length; i++)
        {
            if (present[i] != present[i - 1]) distinct++;
        }

        profile = profile.Counted(context.Data.RowCount, sorted.Length - present.Length, distinct);
        return present.IsEmpty ? profile : profile with { Times = new TimestampProfile(present[0], present[^1]),
            Histogram = Histogram(context, column, present[0], present[^1]) };
    }

    private static HistogramBin[] Histogram(ProfileContext context, TimestampColumn column, long first, long last)
    {
        double[] edges = EqualWidth.Edges(first, last, context.Options.HistogramBinCount);
        (int[] counts, int[] frauds) = (new int[edges.Length - 1], new int[edges.Length - 1]);
        double scale = last == first ? 0 : counts.Length / ((double)last - first);
        for (int row = 0; row < column.RowCount; row++)
        {
            if (column.Values[row] == TimestampColumn.Missing) continue;
            int bin = Math.Min(counts.Length - 1, (int)(((double)column.Values[row] - first) * scale));
            counts[bin]++;
            if (context.HasLabels) frauds[bin] += context.Labels[row];
        }

        return [
            .. counts.Select((count, bin) => new HistogramBin(edges[bin], edges[bin + 1], count, context.HasLabels ? frauds[bin] : null))];
    }
}
