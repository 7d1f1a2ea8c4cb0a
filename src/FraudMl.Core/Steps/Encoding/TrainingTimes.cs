namespace FraudMl;

/// <summary>The times of training rows, for what is fitted along time.</summary>
internal static class TrainingTimes
{
    /// <summary>Returns the times, or says that some are missing.</summary>
    public static ReadOnlySpan<long> Require(TrainingRows rows, string who)
    {
        ReadOnlySpan<long> times = rows.Timestamps.Span;
        int missing = times.IsEmpty ? rows.Block.RowCount : times.Count(TimestampColumn.Missing);
        return missing == 0 ? times : throw new FraudMlException(
            $"{who} needs the time of every training row, and {missing} of {rows.Block.RowCount} have none. Name the column with schema.Timestamp(\"…\").");
    }
}
