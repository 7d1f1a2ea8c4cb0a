namespace FraudMl;

/// <summary>Parts of a time.</summary>
[Flags]
public enum CalendarParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The hour, 0 to 23.</summary>
    Hour = 1,

    /// <summary>The day of the week, 0 (Monday) to 6.</summary>
    Weekday = 2,

    /// <summary>The month, 1 to 12.</summary>
    Month = 4,

    /// <summary>1 on Saturday and Sunday.</summary>
    Weekend = 8,

    /// <summary>1 from midnight to 6:59, as in the Fraud Detection Handbook.</summary>
    Night = 16,
}
