using System.Globalization;

namespace FraudMl;

/// <summary>.NET's times as the microseconds since 1970, in UTC, that a timestamp column holds.</summary>
internal static class UtcTime
{
    private const double MicrosecondsPerDay = 86_400e6;

    private static readonly long First = Microseconds(DateTime.MinValue.Ticks), Last = Microseconds(DateTime.MaxValue.Ticks);

    /// <summary>Local times are converted to UTC; those that don't say what they are count as UTC.</summary>
    public static long Microseconds(DateTime time) => Microseconds(InUtc(time).Ticks);

    /// <summary>Returns the instant, whatever its offset.</summary>
    public static long Microseconds(DateTimeOffset time) => Microseconds(time.UtcTicks);

    /// <summary>Returns the beginning of the day in UTC.</summary>
    public static long Microseconds(DateOnly date) => Microseconds(date.ToDateTime(default).Ticks);

    /// <summary>Returns a time with its local zone taken off.</summary>
    public static DateTime InUtc(DateTime time) => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;

    /// <summary>Returns whether .NET's times can hold it: those of the years 1 to 9999.</summary>
    public static bool IsDate(long microseconds) => microseconds >= First && microseconds <= Last;

    /// <summary>Returns a time as text; one that is no date as days since 1970.</summary>
    public static string Text(long microseconds, string format) => IsDate(microseconds)
        ? DateTime.UnixEpoch.AddMicroseconds(microseconds).ToString(format, CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"day {microseconds / MicrosecondsPerDay:0.######}");

    /// <summary>Returns the time between two times, as much of it as a span can hold.</summary>
    public static TimeSpan Between(long first, long last) => Span((double)last - first);

    /// <summary>Returns a span, or the longest one there is.</summary>
    public static TimeSpan Span(double microseconds) => microseconds >= TimeSpan.MaxValue.Ticks / (double)TimeSpan.TicksPerMicrosecond
        ? TimeSpan.MaxValue
        : microseconds <= TimeSpan.MinValue.Ticks / (double)TimeSpan.TicksPerMicrosecond ? TimeSpan.MinValue
            : new TimeSpan((long)(microseconds * TimeSpan.TicksPerMicrosecond));

    /// <summary>Throws unless every time of a column is a date, as a file of dates needs them.</summary>
    public static void RequireDates(TimestampColumn column, string file)
    {
        int others = 0;
        foreach (long time in column.Values)
        {
            if (time != TimestampColumn.Missing && !IsDate(time)) others++;
        }

        if (others == 0) return;
        throw new FraudMlException(string.Create(
            CultureInfo.InvariantCulture,
            $"Column '{column.Name}' can't be written as {file}: {others} of {column.RowCount} times lie outside of the years 1 to 9999. "
            + $"Was it read in the right unit, schema.Timestamp(\"{column.Name}\", TimeUnit.…)?"))
        { ColumnName = column.Name };
    }

    private static long Microseconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
