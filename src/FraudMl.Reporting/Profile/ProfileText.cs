using System.Globalization;

namespace FraudMl.Reporting;

/// <summary>Numbers as the profile shows them.</summary>
internal static class ProfileText
{
    // The end of the year 9999: later times are no dates of .NET's.
    private const long LastDate = 253_402_300_799_999_999;

    private const double FewHours = 96;

    /// <summary>Returns a number in a format; without one with five digits.</summary>
    public static string Number(double value, string format = "") =>
        Unsigned(value.ToString(format.Length > 0 ? format : Math.Abs(value) is >= 1e5 and < 1e15 ? "#,0" : "G5",
            CultureInfo.InvariantCulture));

    /// <summary>Returns a time of day and date; times that count from a first event as hours, or days and hours, since then.</summary>
    public static string Time(long microseconds)
    {
        if (microseconds is > 31_536_000_000_000 and <= LastDate)
            return DateTime.UnixEpoch.AddMicroseconds(microseconds).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        double hours = microseconds / 3600e6;
        return Math.Abs(hours) <= FewHours
            ? string.Create(CultureInfo.InvariantCulture, $"{hours:0.#} h")
            : string.Create(CultureInfo.InvariantCulture, $"day {Math.Floor(hours / 24):0}, {hours - 24 * Math.Floor(hours / 24):0} h");
    }

    // What is rounded to nothing has no sign.
    private static string Unsigned(string text) => text.AsSpan().ContainsAnyInRange('1', '9') ? text : text.TrimStart('-');

    /// <summary>Returns a length of time: hours up to four days, days beyond.</summary>
    public static string Length(TimeSpan length) => length.TotalHours <= FewHours
        ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours:0.#} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{length.TotalDays:#,0.#} days");
}
