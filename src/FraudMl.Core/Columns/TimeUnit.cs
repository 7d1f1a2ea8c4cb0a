namespace FraudMl;

/// <summary>The unit in which a numeric timestamp counts.</summary>
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
}
