namespace FraudMl;

/// <summary>Hour, weekday and month of local microseconds since 1970, by whole numbers only.</summary>
internal static class CalendarClock
{
    public const long Hour = 3_600_000_000;
    public const long Day = 24 * Hour;

    /// <summary>The days from 0000-03-01 to 1970-01-01: years that begin in March have the leap day last.</summary>
    public const long Shift = 719_468;

    /// <summary>The days of 400 years.</summary>
    public const long Era = 146_097;

    public static int Value(CalendarParts part, long local)
    {
        long time = Modulo(local, Day);
        if (part == CalendarParts.Hour) return (int)(time / Hour);
        long day = (local - time) / Day;
        return part == CalendarParts.Weekday ? (int)Modulo(day + 3, 7) : Month(day);
    }

    // The civil calendar from a count of days (Hinnant 2013).
    private static int Month(long day)
    {
        long ofEra = Modulo(day + Shift, Era);
        long year = (ofEra - (ofEra / 1460) + (ofEra / 36_524) - (ofEra / (Era - 1))) / 365;
        long ofYear = ofEra - ((365 * year) + (year / 4) - (year / 100));
        long fromMarch = ((5 * ofYear) + 2) / 153;
        return (int)((fromMarch + 2) % 12) + 1;
    }

    private static long Modulo(long value, long divisor)
    {
        long rest = value % divisor;
        return rest < 0 ? rest + divisor : rest;
    }
}
