namespace FraudMl;

/// <summary>The unit in which a numeric timestamp, or the time between two, counts.</summary>
public enum TimeUnit
{
    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Microseconds, the unit in which timestamps are stored.</summary>
    Microseconds,

    /// <summary>Days of 86,400 seconds.</summary>
    Days,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>Hours.</summary>
    Hours,
}
