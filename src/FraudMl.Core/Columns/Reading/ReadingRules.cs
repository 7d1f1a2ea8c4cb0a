using System.Globalization;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>How texts become values: which mean missing and how numbers are written. A dataset has them, and a model keeps those
/// of its training data.</summary>
/// <remarks>
/// A number is rounded to 32 bits once, from its digits: a double counts as its shortest text, so that 0.1 is the
/// same in a file, an object and JSON. True and false are 1 and 0.
/// </remarks>
internal sealed record ReadingRules
{
    /// <summary>The longest text that is read as a number where separators are not the invariant ones.</summary>
    public const int LongestNumber = 128;

    /// <summary>Creates rules.</summary>
    /// <param name="missingTokens">The texts that mean missing beside blank ones.</param>
    /// <param name="decimalSeparator">What separates the fraction.</param>
    /// <param name="groupSeparator">What groups thousands; null for nothing. A space stands for the non-breaking ones too.</param>
    [JsonConstructor]
    public ReadingRules(IReadOnlyList<string> missingTokens, char decimalSeparator = '.', char? groupSeparator = null)
    {
        Damaged.All(missingTokens, "the reading rules", "tokens");
        bool isReadable = IsSeparator(decimalSeparator)
            && (groupSeparator is not { } group || (IsSeparator(group) && group != decimalSeparator));
        Damaged.Unless(isReadable, "the reading rules", "have separators that numbers can't be read with");
        (MissingTokens, DecimalSeparator, GroupSeparator) = (missingTokens, decimalSeparator, groupSeparator);
        Missing = new(missingTokens);
    }

    /// <value>The rules where nothing else is said.</value>
    public static ReadingRules Usual { get; } = new(FraudMl.MissingTokens.Usual);

    /// <value>The rules of models that were saved before models kept any: blank texts are missing, and NaN is where
    /// a number is expected.</value>
    public static ReadingRules BeforeRules { get; } = new(["NaN"]) { IsBeforeRules = true };

    public IReadOnlyList<string> MissingTokens { get; }

    public char DecimalSeparator { get; }

    public char? GroupSeparator { get; }

    /// <value>What may stand before or behind an amount of money; null for nothing.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? CurrencySymbols
    {
        get;
        init => field = value is null ? null : Damaged.All(value, "the reading rules", "currency symbols");
    }

    /// <value>How dates are written beside ISO 8601 where a column has no format of its own; null for nothing.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DateFormat { get; init; }

    /// <value>The format of times by column; null for none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? TimeFormats { get; init; }

    /// <value>The value of a label that means fraud, by column, where it is not 1; null for none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Positives { get; init; }

    /// <value>The encoding of files without a mark; null for UTF-8.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Encoding { get; init; }

    /// <value>What is missing where a number or a time is expected.</value>
    [JsonIgnore]
    public MissingTokens Missing { get; }

    /// <value>What is missing where a text is expected and the text is none that is known.</value>
    [JsonIgnore]
    public MissingTokens MissingTexts => IsBeforeRules ? FraudMl.MissingTokens.OfBlanksOnly : Missing;

    [JsonIgnore]
    public bool IsBeforeRules { get; private init; }

    /// <summary>Returns the same rules with what a schema says of how columns are written.</summary>
    public ReadingRules With(DatasetSchema schema) => schema.Formats.Count + schema.Positives.Count == 0 ? this : this with
    {
        TimeFormats = schema.Formats.Count > 0 ? schema.Formats : null,
        Positives = schema.Positives.Count > 0 ? schema.Positives : null,
    };

    /// <summary>Returns the format of a column's times; null where they are ISO 8601 only.</summary>
    public TimeFormat? FormatOf(string column) =>
        TimeFormats?.GetValueOrDefault(column) is { } format ? new(format) { IsOnly = true }
        : DateFormat is null ? null : TimeFormat.OfDates(DateFormat);

    /// <summary>Returns whether a character may stand inside numbers.</summary>
    public static bool IsSeparator(char letter) => letter is not ('+' or '-' or '\r' or '\n' or '"') && !char.IsLetterOrDigit(letter);

    /// <summary>Parses a number; it is infinite where the text says inf, and where it is too large for 32 bits.</summary>
    public bool TryParseNumber(ReadOnlySpan<char> text, out float value, out bool isInteger) =>
        TryParseInvariant(Invariant(text, stackalloc char[LongestNumber]), out value, out isInteger);

    /// <summary>Parses a number that is finite or says that it is infinite; one too large for 32 bits is neither.</summary>
    public bool TryParseHeld(ReadOnlySpan<char> text, out float value, out bool isInteger) =>
        TryParseNumber(text, out value, out isInteger) && (float.IsFinite(value) || IsInfinite(text));

    /// <summary>Parses a finite number in 64 bits, for times that count from an origin.</summary>
    public bool TryParseExact(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(Invariant(text, stackalloc char[LongestNumber]), NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);

    /// <summary>Returns a number as it is written in invariant culture, without groups; empty where it is none by these rules.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffer">Room for it.</param>
    public ReadOnlySpan<char> Invariant(ReadOnlySpan<char> text, Span<char> buffer)
    {
        if (this is { DecimalSeparator: '.', GroupSeparator: null, CurrencySymbols: null }) return text;
        text = text.Trim();
        if (text.Length > buffer.Length) return [];
        int at = 0, length = 0, inGroup = -1;
        if (text is ['+' or '-', ..]) buffer[length++] = text[at++];
        if (CurrencySymbols is not null)
        {
            // The sign stands before the symbol or behind it.
            text = WithoutSymbol(text[at..]);
            at = 0;
            if (length == 0 && text is ['+' or '-', ..]) buffer[length++] = text[at++];
        }

        int first = length;
        for (; at < text.Length && (char.IsAsciiDigit(text[at]) || IsGroup(text[at])); at++)
        {
            if (IsGroup(text[at]))
            {
                // One to three digits before the first group, three in each that follows.
                if (inGroup < 0 ? length - first is 0 or > 3 : inGroup != 3) return [];
                inGroup = 0;
                continue;
            }

            buffer[length++] = text[at];
            if (inGroup >= 0) inGroup++;
        }

        if (inGroup is >= 0 and not 3) return [];
        for (; at < text.Length; at++)
        {
            if (text[at] == '.' && DecimalSeparator != '.') return [];
            buffer[length++] = text[at] == DecimalSeparator ? '.' : text[at];
        }

        return buffer[..length];
    }

    /// <summary>Rounds a number to 32 bits as its shortest text would be.</summary>
    public float Round(double value) => IsBeforeRules ? (float)value : NumberText.Round(value);

    /// <summary>Parses a time in the format of its column, in ISO 8601, or as a whole number of microseconds since 1970.</summary>
    public bool TryParseTime(ReadOnlySpan<char> text, TimeFormat? format, out long microseconds)
    {
        microseconds = 0;
        if (format is not null && format.TryParse(text, out microseconds)) return true;
        if (format is { IsOnly: true }) return TryParseMicroseconds(text, out microseconds);
        if (IsoTime.TryParse(text, out microseconds)) return true;
        if (TryParseMicroseconds(text, out microseconds)) return true;
        if (IsoTime.TryParseDeclared(text, out microseconds)) return true;
        return IsBeforeRules && text.Length >= 10 && text[4] == '-' && TryParseLoosely(text, out microseconds);
    }

    private static bool TryParseMicroseconds(ReadOnlySpan<char> text, out long microseconds) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out microseconds);

    // Forms that models took before they kept rules, such as 2026-01-31 1:05 PM.
    private static bool TryParseLoosely(ReadOnlySpan<char> text, out long microseconds)
    {
        bool isTime = DateTime.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time);
        microseconds = isTime ? UtcTime.Microseconds(time) : 0;
        return isTime;
    }

    private static bool TryParseInvariant(ReadOnlySpan<char> text, out float value, out bool isInteger)
    {
        if (NumberText.TryParse(text, out value, out isInteger)) return true;
        text = text.Trim();
        isInteger = NumberText.IsTruth(text);
        if (isInteger)
        {
            value = text.Length == 4 ? 1 : 0;
            return true;
        }

        if (!IsInfinite(text)) return false;
        value = text[0] == '-' ? float.NegativeInfinity : float.PositiveInfinity;
        return true;
    }

    /// <summary>Returns whether a text says that a number is infinite.</summary>
    public static bool IsInfinite(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text is ['-' or '+', ..]) text = text[1..];
        return text.Equals("inf", StringComparison.OrdinalIgnoreCase);
    }

    private bool IsGroup(char letter) => GroupSeparator is { } group && (letter == group
        || (group == ' ' && letter is '\u00A0' or '\u202F') || (group == '\'' && letter == '\u2019'));

    private ReadOnlySpan<char> WithoutSymbol(ReadOnlySpan<char> text)
    {
        foreach (string symbol in CurrencySymbols!)
        {
            if (text.StartsWith(symbol, StringComparison.Ordinal)) return text[symbol.Length..].TrimStart();
            if (text.EndsWith(symbol, StringComparison.Ordinal)) return text[..^symbol.Length].TrimEnd();
        }

        return text;
    }
}
