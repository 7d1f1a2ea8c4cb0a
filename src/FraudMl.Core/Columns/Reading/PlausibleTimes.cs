using System.Globalization;

namespace FraudMl;

/// <summary>
/// Looks whether numbers read as times can be times of transactions. A wrong unit otherwise gives times in the year
/// 56,000, or all of them within a few days of 1970, and windows, splits and days that mean nothing.
/// </summary>
internal sealed class PlausibleTimes(string column, TimeUnit unit)
{
    private const long Day = 86_400_000_000;
    private static readonly long Earliest = UtcTime.Microseconds(new DateOnly(1900, 1, 1)),
        Latest = UtcTime.Microseconds(new DateOnly(2200, 1, 1));
    private static readonly long Modern = UtcTime.Microseconds(new DateOnly(2000, 1, 1)),
        Era = UtcTime.Microseconds(new DateOnly(1970, 1, 1));

    private readonly long _factor = unit.Microseconds();
    private bool _areDigitsOfDates = true, _any;
    private long _smallest = long.MaxValue, _largest = long.MinValue;

    /// <summary>Looks at one time; returns null, or what was expected instead.</summary>
    public string? Problem(long microseconds)
    {
        if (microseconds == TimestampColumn.Missing) return null;
        _any = true;
        (_smallest, _largest) = (Math.Min(_smallest, microseconds), Math.Max(_largest, microseconds));
        long number = microseconds / _factor;
        _areDigitsOfDates = _areDigitsOfDates && microseconds % _factor == 0 && IsDigitsOfDate(number);
        return microseconds >= Earliest && microseconds < Latest ? null : Refused((double)microseconds / _factor);
    }

    /// <summary>Returns what was expected instead of a number that no time can hold; null for what is no number.</summary>
    public string? Problem(ReadOnlySpan<char> field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? Refused(number) : null;

    /// <summary>Looks at all times together, which each by itself could be some time after a first event.</summary>
    /// <exception cref="FraudMlException">Thrown when they are digits of dates, or times of this century in another unit.</exception>
    public void Check()
    {
        if (!_any) return;
        if (_areDigitsOfDates)
        {
            throw Error($"holds digits of dates such as 20260131, and would be read as {unit.ToString().ToLowerInvariant()} since 1970. "
                + "Write them as 2026-01-31, or name the column schema.Text");
        }

        // A counter from a first event begins near 0; one that begins far from it and ends soon is no counter.
        bool areFar = _smallest > Day && _largest < 3653 * Day && _smallest > _largest / 2;
        if (areFar && Other((double)_smallest / _factor, Modern) is { } other && Other((double)_largest / _factor, Modern) == other)
            throw Error($"holds times between {Date(_smallest)} and {Date(_largest)} when read as {unit.ToString().ToLowerInvariant()}. "
                + $"Did you mean schema.Timestamp(\"{column}\", TimeUnit.{other})?");
    }

    private FraudMlException Error(string problem) =>
        new($"The timestamp '{column}' {problem.TrimEnd('.')}{(problem[^1] == '?' ? "" : ".")}") { ColumnName = column };

    /// <summary>Returns what was expected instead of a number.</summary>
    public string Refused(double number)
    {
        string year = Math.Floor(1970 + (number * _factor / (365.2425 * Day))).ToString("#,0", CultureInfo.InvariantCulture);
        string got = $"expected a number of {unit.ToString().ToLowerInvariant()} since 1970 or since a first event, and this is "
            + $"the year {year}";
        return Math.Abs(number) < 1e15 && IsDigitsOfDate((long)number)
            ? $"{got} (its digits are those of a date: write it as 2026-01-31 13:05:00)"
            : Other(number, Era) is { } other ? $"{got} (did you mean schema.Timestamp(\"{column}\", TimeUnit.{other})?)"
            : $"{got} (the units are {string.Join(", ", Enum.GetNames<TimeUnit>().Select(name => $"TimeUnit.{name}"))})";
    }

    // The unit in which the number is a time of our days.
    private TimeUnit? Other(double number, long from)
    {
        foreach (TimeUnit other in new[] { TimeUnit.Seconds, TimeUnit.Milliseconds, TimeUnit.Microseconds, TimeUnit.Days })
        {
            double time = number * other.Microseconds();
            if (other != unit && time > from + Day && time < Latest) return other;
        }

        return null;
    }

    // 20260131 or 20260131130500.
    private static bool IsDigitsOfDate(long number)
    {
        long time = 0;
        if (number is >= 19_000_101_000_000 and <= 21_991_231_235_959) (number, time) = (number / 1_000_000, number % 1_000_000);
        if (number is < 19_000_101 or > 21_991_231) return false;
        (long year, long month, long day) = (number / 10_000, number / 100 % 100, number % 100);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth((int)year, (int)month)
            && time / 10_000 < 24 && time / 100 % 100 < 60 && time % 100 < 60;
    }

    private static string Date(long microseconds) => UtcTime.Text(microseconds, "yyyy-MM-dd");
}
