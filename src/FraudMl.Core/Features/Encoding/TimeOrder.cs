namespace FraudMl;

/// <summary>Rows in the order of their times.</summary>
internal static class TimeOrder
{
    /// <summary>Returns the rows by time and, at equal times, by place.</summary>
    public static int[] Of(ReadOnlySpan<long> times)
    {
        long[] keys = times.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(order, (left, right) => keys[left] != keys[right] ? keys[left].CompareTo(keys[right]) : left.CompareTo(right));
        return order;
    }

    /// <summary>Returns the times of training rows, or says that some are missing.</summary>
    public static ReadOnlySpan<long> Times(TrainingRows rows, string who)
    {
        ReadOnlySpan<long> times = rows.Timestamps.Span;
        int missing = times.IsEmpty ? rows.Block.RowCount : times.Count(TimestampColumn.Missing);
        return missing == 0 ? times : throw new FraudMlException(
            $"{who} needs the time of every training row, and {missing} of {rows.Block.RowCount} have none. Name the column with schema.Timestamp(\"…\").");
    }
}
