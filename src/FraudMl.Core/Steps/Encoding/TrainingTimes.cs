namespace FraudMl;

/// <summary>The times of training rows, for what is fitted along time.</summary>
internal static class TrainingTimes
{
    /// <summary>Returns the times, or says that some are missing.</summary>
    public static ReadOnlySpan<long> Require(TrainingRows rows, string who)
    {
        ReadOnlySpan<long> times = rows.Timestamps.Span;
        int rowCount = rows.Block.RowCount, missing = times.IsEmpty ? rowCount : times.Count(TimestampColumn.Missing);
        if (missing == 0) return times;
        if (times.IsEmpty || rows.TimestampName is not { } column)
        {
            throw new FraudMlException(
                $"{who} needs the time of every training row, and {missing} of {rowCount} have none. Name the column with schema.Timestamp(\"…\").");
        }

        throw new FraudMlException(
            $"{who} needs the time of every training row, and '{column}' has none in {missing} of {rowCount}. "
            + "Fill the times in, leave such rows out, or use a step that needs no time.")
        { ColumnName = column };
    }
}
