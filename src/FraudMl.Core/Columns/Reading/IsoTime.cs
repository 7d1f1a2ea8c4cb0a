using System.Globalization;

namespace FraudMl;

/// <summary>Reads ISO 8601 dates and times, such as <c>2026-01-31 13:05:00</c>, as microseconds since 1970 in UTC.</summary>
internal static class IsoTime
{
    private const long Second = 1_000_000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;

    /// <summary>
    /// Parses <c>yyyy-MM-dd</c>, then optionally a T or space and <c>HH[:mm[:ss]]</c> with a fraction of the last, then optionally Z or an
    /// offset, each in the extended form or the basic one.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long microseconds)
    {
        microseconds = 0;
        text = text.Trim();
        if (text.Length < 10 || text[4] != '-' || text[7] != '-') return false;
        if (!Digits(text[..4], out int year) || !Digits(text[5..7], out int month) || !Digits(text[8..10], out int day)) return false;
        return IsDate(year, month, day, ref microseconds) && TryRest(text[10..], ref microseconds);
    }

    /// <summary>
    /// Parses the forms that could be something else, where a time is known to stand: <c>20260131T130500Z</c>, <c>2026-01</c>, the ordinal
    /// <c>2026-031</c> and the week <c>2026-W05-6</c>.
    /// </summary>
    public static bool TryParseDeclared(ReadOnlySpan<char> text, out long microseconds)
    {
        if (TryParse(text, out microseconds)) return true;
        text = text.Trim();
        int end = text.IndexOfAny('T', 't', ' ');
        ReadOnlySpan<char> date = end < 0 ? text : text[..end], rest = end < 0 ? [] : text[end..];
        microseconds = 0;
        return TryDate(date, ref microseconds) && TryRest(rest, ref microseconds);
    }

    private static bool TryDate(ReadOnlySpan<char> date, ref long microseconds)
    {
        if (date.Length < 7 || !Digits(date[..4], out int year)) return false;
        bool isExtended = date[4] == '-';
        ReadOnlySpan<char> rest = date[(isExtended ? 5 : 4)..];
        if (rest is ['W' or 'w', ..]) return TryWeek(year, rest[1..], isExtended, ref microseconds);
        if (!Digits(rest, out int number)) return false;
        return (isExtended, rest.Length) switch
        {
            (true, 2) => IsDate(year, number, 1, ref microseconds),
            (_, 3) => IsDayOfYear(year, number, ref microseconds),
            (false, 4) => IsDate(year, number / 100, number % 100, ref microseconds),
            _ => false,
        };
    }

    // Week 1 has the year's first Thursday; weeks begin on Monday.
    private static bool TryWeek(int year, ReadOnlySpan<char> rest, bool isExtended, ref long microseconds)
    {
        int day = 1;
        if (rest.Length < 2 || !Digits(rest[..2], out int week)) return false;
        rest = rest[2..];
        if (isExtended && rest is ['-', ..]) rest = rest[1..];
        if (!rest.IsEmpty && (rest.Length != 1 || !Digits(rest, out day))) return false;
        if (year is < 1 or > 9998 || week < 1 || week > ISOWeek.GetWeeksInYear(year) || day is < 1 or > 7) return false;
        microseconds = UtcTime.Microseconds(ISOWeek.ToDateTime(year, week, day == 7 ? DayOfWeek.Sunday : (DayOfWeek)day));
        return true;
    }

    private static bool IsDate(int year, int month, int day, ref long microseconds)
    {
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        microseconds = UtcTime.Microseconds(new DateOnly(year, month, day));
        return true;
    }

    private static bool IsDayOfYear(int year, int day, ref long microseconds)
    {
        if (year < 1 || day < 1 || day > (DateTime.IsLeapYear(year) ? 366 : 365)) return false;
        microseconds = UtcTime.Microseconds(new DateOnly(year, 1, 1)) + ((day - 1) * Day);
        return true;
    }

    private static bool TryRest(ReadOnlySpan<char> text, ref long microseconds) =>
        text.IsEmpty || (text[0] is 'T' or 't' or ' ' && TryTime(text[1..], ref microseconds));

    private static bool TryTime(ReadOnlySpan<char> text, ref long microseconds)
    {
        if (text.Length < 2 || !Digits(text[..2], out int hour)) return false;
        text = text[2..];
        bool isExtended = text is [':', ..];
        int second = 0;
        bool hasMinute = TryPart(ref text, isExtended, out int minute), hasSecond = hasMinute && TryPart(ref text, isExtended, out second);
        long fraction = 0;
        if (!TryFraction(ref text, hasSecond ? Second : hasMinute ? Minute : Hour, ref fraction)) return false;

        // 24:00 is the next midnight, a leap second the first of the next minute.
        if (hour > 24 || minute > 59 || second > (minute == 59 ? 60 : 59) || (hour == 24 && (minute, second, fraction) != (0, 0, 0))) return false;
        microseconds += (hour * Hour) + (minute * Minute) + (second * Second) + fraction;
        return TryOffset(text, ref microseconds);
    }

    private static bool TryPart(ref ReadOnlySpan<char> text, bool isExtended, out int value)
    {
        value = 0;
        ReadOnlySpan<char> part = !isExtended ? text : text is [':', ..] ? text[1..] : [];
        if (part.Length < 2 || !Digits(part[..2], out value)) return false;
        text = part[2..];
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<char> text, long unit, ref long time)
    {
        if (text is not ['.' or ',', ..]) return true;
        int length = text[1..].IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = length < 0 ? text[1..] : text.Slice(1, length);
        text = text[(digits.Length + 1)..];

        // Below a microsecond digits are cut off.
        decimal share = 0, place = unit;
        foreach (char digit in digits[..Math.Min(digits.Length, 18)])
        {
            place /= 10;
            share += (digit - '0') * place;
        }

        time += (long)share;
        return !digits.IsEmpty;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, ref long microseconds)
    {
        if (text is [' ', ..]) text = text[1..];
        if (text is [] or ['Z' or 'z']) return true;
        if (text[0] is not ('+' or '-' or '\u2212')) return false;
        bool isBefore = text[0] != '+';
        text = text[1..];
        int minutes = 0;
        if (text.Length < 2 || !Digits(text[..2], out int hours)) return false;
        text = text[2..];
        if (text is [':', _, ..]) text = text[1..];
        if (!text.IsEmpty && (text.Length != 2 || !Digits(text, out minutes))) return false;
        if (hours > 14 || minutes > 59) return false;
        microseconds += (isBefore ? 1 : -1) * ((hours * Hour) + (minutes * Minute));
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (char digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
