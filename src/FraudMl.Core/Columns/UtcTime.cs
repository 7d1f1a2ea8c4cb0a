using System.Globalization;

namespace FraudMl;

/// <summary>.NET's times as the microseconds since 1970, in UTC, that a timestamp column holds.</summary>
internal static class UtcTime
{
    /// <summary>Local times are converted to UTC; those that don't say what they are count as UTC.</summary>
    public static long Microseconds(DateTime time) => Microseconds(InUtc(time).Ticks);

    /// <summary>Returns the instant, whatever its offset.</summary>
    public static long Microseconds(DateTimeOffset time) => Microseconds(time.UtcTicks);

    /// <summary>Returns the beginning of the day in UTC.</summary>
    public static long Microseconds(DateOnly date) => Microseconds(date.ToDateTime(default).Ticks);

    /// <summary>Returns a time with its local zone taken off.</summary>
    public static DateTime InUtc(DateTime time) => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;

    /// <summary>Returns the time to the second, and the number of microseconds where the calendar has no such day.</summary>
    public static string Text(long microseconds) => microseconds >= Microseconds(DateTime.MinValue.Ticks) && microseconds <= Microseconds(DateTime.MaxValue.Ticks)
        ? DateTime.UnixEpoch.AddMicroseconds(microseconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)
        : microseconds.ToString(CultureInfo.InvariantCulture);

    private static long Microseconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
