namespace FraudMl;

internal static class TimeUnits
{
    /// <summary>Returns how many microseconds one unit has.</summary>
    public static long Microseconds(this TimeUnit unit) => unit switch
    {
        TimeUnit.Microseconds => 1,
        TimeUnit.Milliseconds => 1_000,
        TimeUnit.Seconds => 1_000_000,
        TimeUnit.Minutes => 60_000_000,
        TimeUnit.Hours => 3_600_000_000,
        _ => 86_400_000_000,
    };
}
