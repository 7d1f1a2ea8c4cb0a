using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>Reads the fields of requests, which come as UTF-8, as the columns of a file are read.</summary>
internal static class FieldText
{
    private const int LongestField = 256;

    /// <summary>Parses a finite number, or a text that means missing.</summary>
    public static bool TryParseNumber(ReadOnlySpan<byte> utf8, ReadingRules rules, out float number)
    {
        // Most numbers are plain, and need no characters.
        if (rules is { DecimalSeparator: '.', GroupSeparator: null })
        {
            if (FloatText.Read(utf8, out number) is > 0 and var read && read == utf8.Length) return true;
            if (float.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number)) return true;
        }

        number = float.NaN;
        if (utf8.Length > LongestField) return false;
        Span<char> buffer = stackalloc char[LongestField];
        if (!Encoding.UTF8.TryGetChars(utf8, buffer, out int length)) return false;
        ReadOnlySpan<char> text = buffer[..length];
        if (rules.TryParseNumber(text, out float parsed, out _) && float.IsFinite(parsed))
        {
            number = parsed;
            return true;
        }

        return rules.Missing.Contains(text);
    }

    /// <summary>Parses a finite number in 64 bits.</summary>
    public static bool TryParseExact(ReadOnlySpan<byte> utf8, ReadingRules rules, out double number)
    {
        number = 0;
        if (utf8.Length > LongestField) return false;
        Span<char> buffer = stackalloc char[LongestField];
        return Encoding.UTF8.TryGetChars(utf8, buffer, out int length) && rules.TryParseExact(buffer[..length], out number);
    }

    /// <summary>Parses a time, or a text that means missing.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> utf8, ReadingRules rules, TimeFormat? format, out long microseconds)
    {
        microseconds = TimestampColumn.Missing;
        if (utf8.Length > LongestField) return false;
        Span<char> buffer = stackalloc char[LongestField];
        if (!Encoding.UTF8.TryGetChars(utf8, buffer, out int length)) return false;
        ReadOnlySpan<char> text = buffer[..length];
        if (!rules.Missing.Contains(text)) return rules.TryParseTime(text, format, out microseconds);
        return true;
    }
}
