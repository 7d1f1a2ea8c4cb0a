namespace FraudMl;

/// <summary>How many days scored rows are spread over: the time that went by, and no count of the calendar days it touches.</summary>
internal static class ElapsedDays
{
    private const long Day = 86_400_000_000;

    public static double? Of(ScoredRowsOptions options) => options.Timestamps is { } times ? Of(times) : options.Days?.Distinct().Count();

    /// <summary>Returns the days from the first time to the last one, and one mean gap more, after which the
    /// next row would be due.</summary>
    private static double? Of(long[] times)
    {
        (long first, long last, int count, bool areDates) = (long.MaxValue, long.MinValue, 0, true);
        foreach (long time in times)
        {
            if (time == TimestampColumn.Missing) continue;
            first = Math.Min(first, time);
            last = Math.Max(last, time);
            count++;
            areDates &= time % Day == 0;
        }

        if (count == 0) return null;
        double between = ((double)last - first) / Day;

        // Dates without a time of day: the last one is a whole day too.
        if (areDates) return between + 1;
        return between > 0 ? between * count / (count - 1) : null;
    }
}
