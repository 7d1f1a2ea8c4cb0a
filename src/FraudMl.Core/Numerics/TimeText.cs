using System.Globalization;

namespace FraudMl;

/// <summary>Times as people read them: dates, or hours and days where times count from a first event.</summary>
internal static class TimeText
{
    private const long Hour = 3_600_000_000, Day = 24 * Hour, Year = 365 * Day;

    // The years 1 to 9999: other times are no dates of .NET's.
    private const long FirstDate = -62_135_596_800_000_000, LastDate = 253_402_300_799_999_999;

    // Up to here hours are told.
    private const long FewDays = 4 * Day;

    /// <summary>Returns a time of a series that ends at <paramref name="last"/>.</summary>
    public static string Of(long time, long last)
    {
        if (last is > Year and <= LastDate && time >= FirstDate)
        {
            DateTime date = DateTime.UnixEpoch.AddMicroseconds(time);
            return date.ToString(time % Day == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        }

        if (last is >= -FewDays and <= FewDays) return string.Create(CultureInfo.InvariantCulture, $"{(double)time / Hour:0.#} h");
        long hours = (long)Math.Round((double)(time % Day) / Hour);
        return hours == 0
            ? string.Create(CultureInfo.InvariantCulture, $"day {time / Day}")
            : string.Create(CultureInfo.InvariantCulture, $"day {time / Day}, {hours} h");
    }

    /// <summary>Returns a length of time: hours up to four days, days beyond.</summary>
    public static string Length(double microseconds) => microseconds <= FewDays
        ? string.Create(CultureInfo.InvariantCulture, $"{microseconds / Hour:0.#} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{microseconds / Day:#,0.#} days");
}
