using System.Globalization;

namespace FraudMl.Reporting;

/// <summary>Numbers as the profile shows them.</summary>
internal static class ProfileText
{
    // The end of the year 9999: later times are no dates of .NET's.
    private const long LastDate = 253_402_300_799_999_999;

    /// <summary>Returns a number in a format; without one with five digits.</summary>
    public static string Number(double value, string format = "") =>
        value.ToString(format.Length > 0 ? format : Math.Abs(value) is >= 1e5 and < 1e15 ? "#,0" : "G5", CultureInfo.InvariantCulture);

    /// <summary>Returns a time of day and date; times that count from a first event as days since then.</summary>
    public static string Time(long microseconds) => microseconds is > 31_536_000_000_000 and <= LastDate
        ? DateTime.UnixEpoch.AddMicroseconds(microseconds).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"day {microseconds / 86_400e6:0.##}");
}
