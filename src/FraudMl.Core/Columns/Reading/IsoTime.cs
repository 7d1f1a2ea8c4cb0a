namespace FraudMl;

/// <summary>Reads ISO 8601 dates and times, such as <c>2026-01-31 13:05:00</c>, as microseconds since 1970 in UTC.</summary>
internal static class IsoTime
{
    /// <summary>Parses <c>yyyy-MM-dd</c>, then optionally a T or space and <c>HH:mm[:ss[.f…]]</c>, then optionally Z or an offset.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long microseconds)
    {
        microseconds = 0;
        text = text.Trim();
        if (text.Length < 10 || text[4] != '-' || text[7] != '-') return false;
        if (!Digits(text[..4], out int year) || !Digits(text[5..7], out int month) || !Digits(text[8..10], out int day)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        microseconds = UtcTime.Microseconds(new DateOnly(year, month, day));
        if (text.Length == 10) return true;
        return text[10] is 'T' or ' ' && TryTime(text[11..], ref microseconds);
    }

    private static bool TryTime(ReadOnlySpan<char> text, ref long microseconds)
    {
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out int hour) || !Digits(text[3..5], out int minute)) return false;
        int second = 0;
        text = text[5..];
        if (text.Length >= 3 && text[0] == ':')
        {
            if (!Digits(text[1..3], out second)) return false;
            text = text[3..];
            if (!TryFraction(ref text, ref microseconds)) return false;
        }

        if (hour > 23 || minute > 59 || second > 59) return false;
        microseconds += ((hour * 3600L) + (minute * 60) + second) * 1_000_000;
        return TryOffset(text, ref microseconds);
    }

    private static bool TryFraction(ref ReadOnlySpan<char> text, ref long microseconds)
    {
        if (text.IsEmpty || text[0] != '.') return true;
        int length = text[1..].IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = length < 0 ? text[1..] : text.Slice(1, length);
        long unit = 100_000;
        foreach (char digit in digits)
        {
            microseconds += (digit - '0') * unit;
            unit /= 10;
        }

        text = text[(digits.Length + 1)..];
        return !digits.IsEmpty;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, ref long microseconds)
    {
        if (text.IsEmpty || text is "Z") return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':') return false;
        if (!Digits(text[1..3], out int hours) || !Digits(text[4..6], out int minutes) || hours > 14 || minutes > 59) return false;
        microseconds += (text[0] == '-' ? 1 : -1) * ((hours * 60L) + minutes) * 60_000_000;
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
