namespace FraudMl;

/// <summary>Recognises what is written in another way than it is read, and says how to read it; never more of a value than a mark without letters and digits.</summary>
internal static class ReadingHints
{
    private const int LongestMark = 8;

    private static readonly ReadingRules[] OtherNumbers =
        [new([], ',', '.'), new([], ',', ' '), new([], '.', ','), new([], '.', ' '), new([], '.', '\''), new([], ',', '\'')];

    /// <summary>Returns how to read what should be a number; null for what is not recognised.</summary>
    public static string? OfNumber(ReadOnlySpan<char> field, ReadingRules rules)
    {
        field = field.Trim();
        if (field.Length <= ReadingRules.LongestNumber && Separators([field.ToString()], rules) is { } separators) return $"it is written with {separators}";
        return IsMark(field) ? $"where '{field}' means missing, add it to CsvOptions.MissingTokens" : null;
    }

    /// <summary>Returns the options with which texts would be numbers; null where none help.</summary>
    public static string? Separators(IReadOnlyList<string> texts, ReadingRules rules)
    {
        if (!texts.All(text => text.AsSpan().ContainsAnyInRange('0', '9') && !text.AsSpan().ContainsAnyInRange('A', 'Z') && !text.AsSpan().ContainsAnyInRange('a', 'z'))) return null;
        ReadingRules? other = OtherNumbers.FirstOrDefault(other => IsAnother(other, rules) && texts.All(text => other.TryParseHeld(text, out _, out _)) && !AreGroups(texts, other));
        if (other is null) return null;
        bool isFraction = other.DecimalSeparator != rules.DecimalSeparator && texts.Any(text => text.Contains(other.DecimalSeparator));
        bool isGrouped = other.GroupSeparator is { } group && texts.Any(text => text.Contains(group) || (group == ' ' && text.AsSpan().IndexOfAny('\u00A0', '\u202F') >= 0));
        string dot = $"DecimalSeparator = '{other.DecimalSeparator}'", groups = $"GroupSeparator = '{(other.GroupSeparator == '\'' ? "\\'" : other.GroupSeparator)}'";
        return (isFraction, isGrouped) switch
        {
            (true, true) => $"decimal {Names(other)} and thousands separators: CsvOptions {{ {dot}, {groups} }}",
            (true, false) => $"decimal {Names(other)}: CsvOptions {{ {dot} }}",
            (false, true) => $"thousands separators: CsvOptions {{ {groups} }}",
            _ => null,
        };
    }

    private static string Names(ReadingRules rules) => rules.DecimalSeparator == ',' ? "commas" : "dots";

    private static bool IsAnother(ReadingRules other, ReadingRules rules) => (other.DecimalSeparator, other.GroupSeparator) != (rules.DecimalSeparator, rules.GroupSeparator);

    // 1,200 and 17,350 are thousands, whatever else they could be.
    private static bool AreGroups(IReadOnlyList<string> texts, ReadingRules rules)
    {
        string[] with = [.. texts.Where(text => text.Contains(rules.DecimalSeparator)).Select(text => text.Trim())];
        return rules.DecimalSeparator == ',' && with.Length > 0 && with.All(text => text.Length - text.LastIndexOf(',') == 4 && !text.Contains('.') && text.TrimStart('-', '+').IndexOf(',') <= 3 && text[^4] == ',' && !text.StartsWith("0,", StringComparison.Ordinal));
    }

    /// <summary>Returns how to write what should be a time; null for what is not recognised.</summary>
    public static string? OfTime(ReadOnlySpan<char> field) => IsLocalDate(field)
        ? "01/02/2026 is another day in another country: write years first, as to_char(at, 'YYYY-MM-DD HH24:MI:SS') and strftime('%Y-%m-%d %H:%M:%S') do"
        : null;

    /// <summary>Returns whether a text is a date with the year last, or first with slashes or dots.</summary>
    public static bool IsLocalDate(ReadOnlySpan<char> field)
    {
        field = field.Trim();
        Span<int> lengths = stackalloc int[3];
        int part = 0, at = 0;
        for (; at < field.Length && part < 3; at++)
        {
            if (char.IsAsciiDigit(field[at])) lengths[part]++;
            else if (field[at] is '/' or '.' or '-' && part < 2) part++;
            else break;
        }

        if (part != 2 || (at < field.Length && field[at] is not (' ' or 'T' or ','))) return false;
        return (lengths[0], lengths[1], lengths[2]) is (1 or 2, 1 or 2, 2 or 4) || (lengths[0] == 4 && field[4] != '-');
    }

    private static bool IsMark(ReadOnlySpan<char> field)
    {
        if (field.Length is 0 or > LongestMark) return false;
        foreach (char letter in field)
        {
            if (char.IsLetterOrDigit(letter) || char.IsControl(letter) || char.IsSurrogate(letter)) return false;
        }

        return true;
    }
}
