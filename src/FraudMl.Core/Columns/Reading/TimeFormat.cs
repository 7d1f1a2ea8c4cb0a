using System.Globalization;

namespace FraudMl;

/// <summary>Reads times as a format of .NET writes them, in UTC unless the format has an offset; names of months are English.</summary>
/// <param name="formats">The formats, of which the first that fits is taken.</param>
internal sealed class TimeFormat(params string[] formats)
{
    private const DateTimeStyles Styles =
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault;

    private const string Specifiers = "dfFhHKmMstyzTZ";

    private static readonly string[] TimesOfDay = ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFF", " h:mm tt", " h:mm:ss tt"];

    private static readonly string[] Dates =
    [
        "d.M.yyyy", "d/M/yyyy", "M/d/yyyy", "d-M-yyyy", "M-d-yyyy", "yyyy/M/d", "yyyy.M.d", "d.M.yy", "d/M/yy", "M/d/yy", "d-MMM-yyyy",
        "d-MMM-yy", "d MMM yyyy", "d. MMM yyyy", "MMM d, yyyy",
    ];

    private static readonly Dictionary<char, string> FromStrftime = new()
    {
        ['d'] = "dd", ['m'] = "MM", ['Y'] = "yyyy", ['y'] = "yy", ['H'] = "HH", ['I'] = "hh", ['M'] = "mm", ['S'] = "ss", ['f'] = "ffffff",
        ['p'] = "tt", ['b'] = "MMM", ['B'] = "MMMM", ['z'] = "zzz", ['e'] = "d",
    };

    /// <value>What is expected, for messages.</value>
    public string Text => formats[0];

    /// <value>Whether times are written in this format only, and not in any form of ISO 8601.</value>
    public bool IsOnly { get; init; }

    /// <summary>Returns the reader of dates of a form with any time of day behind them.</summary>
    public static TimeFormat OfDates(string date) => new([.. TimesOfDay.Select(time => date + time)]);

    /// <summary>Parses a time in the format; a text in ISO 8601 with a T, which no other format has, is always one.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out long microseconds)
    {
        text = text.Trim();
        if (DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, Styles, out DateTime time))
        {
            microseconds = UtcTime.Microseconds(time);
            return true;
        }

        microseconds = 0;
        return text.Length > 10 && text[10] == 'T' && IsoTime.TryParse(text, out microseconds);
    }

    /// <summary>Returns the formats in which all texts are times, of which one country or another has each: none where there is none,
    /// two where days and months can't be told apart.</summary>
    public static string[] Of(IReadOnlyList<string> texts) =>
        [.. Dates.Select(date => TimesOfDay.Select(time => date + time).FirstOrDefault(format => texts.All(text => IsTime(text, format))))
            .OfType<string>().Take(2)];

    /// <summary>Returns what is wrong with a format; null for nothing.</summary>
    public static string? Problem(string format)
    {
        if (format.Contains('%'))
        {
            string ours = string.Concat(format.Split('%').Select((part, i) =>
                i == 0 || part.Length == 0 ? part : FromStrftime.GetValueOrDefault(part[0], part[..1]) + part[1..]));
            return $"is one of strftime; here it is \"{ours}\"";
        }

        string letters = Unquoted(format);
        if (letters.FirstOrDefault(letter => char.IsLetter(letter) && !Specifiers.Contains(letter)) is not '\0' and var stranger)
            return $"has the letter '{stranger}', which means nothing in .NET's formats (y year, M month, d day, H hour, m minute, s second; "
                + "letters that stand in the text go between apostrophes)";
        if (!letters.Contains('y')) return "has no year (yyyy)";
        return letters.Contains('d') && !letters.Contains('M') ? "has a day and no month (MM; mm are minutes)" : null;
    }

    private static bool IsTime(string text, string format) =>
        DateTime.TryParseExact(text.AsSpan().Trim(), format, CultureInfo.InvariantCulture, Styles, out _);

    private static string Unquoted(string format) =>
        string.Concat(format.Replace('"', '\'').Split('\'').Where((_, part) => part % 2 == 0));
}
