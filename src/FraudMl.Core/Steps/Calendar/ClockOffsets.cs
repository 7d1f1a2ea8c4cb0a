namespace FraudMl;

/// <summary>How far the clocks of a time zone are ahead of UTC, and when that changes; all in microseconds since 1970.</summary>
/// <param name="Initial">The offset before the first change.</param>
/// <param name="Changes">The moments of change, ascending.</param>
/// <param name="Offsets">The offset from each change on.</param>
internal sealed record ClockOffsets(long Initial, long[] Changes, long[] Offsets)
{
    private const int FirstYear = 1970;
    private const int EndYear = 2100;

    public static ClockOffsets Utc { get; } = new(0, [], []);

    /// <summary>Reads a time zone's changes: day by day, and within a day that has one, by halving.</summary>
    public static ClockOffsets Of(string timeZone)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var first = new DateTime(FirstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var end = new DateTime(EndYear, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        List<long> changes = [], offsets = [];
        TimeSpan offset = zone.GetUtcOffset(first);
        for (DateTime day = first; day < end; day = day.AddDays(1))
        {
            TimeSpan next = zone.GetUtcOffset(day.AddDays(1));
            if (next == offset) continue;
            changes.Add(Microseconds(Change(zone, day, offset) - DateTime.UnixEpoch));
            offsets.Add(Microseconds(next));
            offset = next;
        }

        return new ClockOffsets(Microseconds(zone.GetUtcOffset(first)), [.. changes], [.. offsets]);
    }

    public long At(long time)
    {
        int place = Array.BinarySearch(Changes, time);
        if (place < 0) place = ~place - 1;
        return place < 0 ? Initial : Offsets[place];
    }

    private static DateTime Change(TimeZoneInfo zone, DateTime day, TimeSpan before)
    {
        (long low, long high) = (0, TimeSpan.SecondsPerDay);
        while (high - low > 1)
        {
            long middle = (low + high) / 2;
            if (zone.GetUtcOffset(day.AddSeconds(middle)) == before) low = middle;
            else high = middle;
        }

        return day.AddSeconds(high);
    }

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
