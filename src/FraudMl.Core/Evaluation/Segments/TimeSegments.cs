namespace FraudMl;

/// <summary>Splits rows by time into periods of one length.</summary>
internal static class TimeSegments
{
    private const int Fewest = 4, Most = 80;
    private const long Hour = 3_600_000_000, Day = 24 * Hour, Week = 7 * Day;

    /// <summary>Returns the periods; weeks begin with the day of the first row, shorter ones with the clock. Null without
    /// any time.</summary>
    public static (string Name, IEnumerable<(string Name, long? Start, int[] Rows)> Segments)? Of(ReadOnlySpan<long> times, TimeSpan? given)
    {
        (long first, long last) = (long.MaxValue, long.MinValue);
        foreach (long time in times)
        {
            if (time == TimestampColumn.Missing) continue;
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        }

        if (last < first) return null;
        long length = given is { } period ? period.Ticks / TimeSpan.TicksPerMicrosecond : LengthOf(first, last);
        long origin = Floor(first, Math.Min(length, Day));
        var rows = new SortedDictionary<long, List<int>>();
        var missing = new List<int>();
        for (int row = 0; row < times.Length; row++)
        {
            if (times[row] == TimestampColumn.Missing)
            {
                missing.Add(row);
                continue;
            }

            long start = origin + (times[row] - origin) / length * length;
            if (!rows.TryGetValue(start, out List<int>? there)) rows[start] = there = [];
            there.Add(row);
        }

        return (NameOf(length), [
            .. rows.Select(period => (TimeText.Of(period.Key, last), (long?)period.Key, period.Value.ToArray())),
            ("missing", null, [.. missing])]);
    }

    private static long LengthOf(long first, long last)
    {
        if ((last - first) / Week >= Most) return 4 * Week;
        foreach (long length in (ReadOnlySpan<long>)[Week, Day, 6 * Hour])
        {
            if ((last - first) / length >= Fewest - 1) return length;
        }

        return Hour;
    }

    private static string NameOf(long length) => length switch
    {
        4 * Week => "four weeks",
        Week => "week",
        Day => "day",
        Hour => "hour",
        _ when length % Day == 0 => FormattableString.Invariant($"{length / Day} days"),
        _ when length % Hour == 0 => FormattableString.Invariant($"{length / Hour} hours"),
        _ => FormattableString.Invariant($"{length / 60e6:0.##} minutes"),
    };

    private static long Floor(long time, long length) => time - ((time % length + length) % length);
}
