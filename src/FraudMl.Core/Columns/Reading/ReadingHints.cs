using System.Globalization;

namespace FraudMl;

/// <summary>Recognises what is written in another way than it is read, and says how to read it; never more of a value than a mark without
/// letters and digits.</summary>
internal static class ReadingHints
{
    private const int LongestMark = 8;

    // Only these: other letters beside digits may be a code that says something about a person.
    private static readonly string[] Currencies =
    [
        "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "INR", "JPY", "MXN", "NOK", "NZD", "PLN", "RON", "SEK",
        "SGD", "TRY", "UAH", "USD", "ZAR",
    ];

    private static readonly ReadingRules[] OtherNumbers =
        [new([], ',', '.'), new([], ',', ' '), new([], '.', ','), new([], '.', ' '), new([], '.', '\''), new([], ',', '\'')];

    /// <summary>Returns how to read what should be a number; null for what is not recognised.</summary>
    public static string? OfNumber(ReadOnlySpan<char> field, ReadingRules rules, string column)
    {
        field = field.Trim();
        string text = field.Length <= ReadingRules.LongestNumber ? field.ToString() : "";
        if (Separators([text], rules) is { } separators) return $"it is written with {separators}";
        if (IsoTime.TryParse(text, out _)) return $"it is a date: schema.Time(\"{column}\")";
        if (OfTime([text], column, "Time") is { } date) return $"it is a date: {date}";
        return IsMark(field) ? $"where '{field}' means missing, add it to CsvOptions.MissingTokens" : null;
    }

    /// <summary>Returns the options with which texts would be numbers; null where none help.</summary>
    public static string? Separators(IReadOnlyList<string> texts, ReadingRules rules)
    {
        string? symbol = SymbolOf(texts);
        if (symbol is not null)
        {
            rules = rules with { CurrencySymbols = [.. rules.CurrencySymbols ?? [], symbol] };
            texts = [.. texts.Select(text => Without(symbol, text))];
        }

        if (texts.Any(text => !text.AsSpan().ContainsAnyInRange('0', '9') || text.Any(char.IsAsciiLetter))) return null;
        bool isRead = symbol is not null && texts.All(text => rules.TryParseHeld(text, out _, out _));
        ReadingRules? other = isRead ? rules : OtherNumbers.FirstOrDefault(
            other => IsAnother(other, rules) && texts.All(text => other.TryParseHeld(text, out _, out _)) && !AreGroups(texts, other));
        if (other is null) return null;
        List<string> marks = [], options = [];
        if (symbol is not null)
        {
            marks.Add($"the currency symbol {symbol}");
            options.Add($"CurrencySymbols = [\"{symbol}\"]");
        }

        if (other.DecimalSeparator != rules.DecimalSeparator && texts.Any(text => text.Contains(other.DecimalSeparator)))
        {
            marks.Add($"decimal {Names(other)}");
            options.Add($"DecimalSeparator = '{other.DecimalSeparator}'");
        }

        if (!isRead && other.GroupSeparator is { } group
            && texts.Any(text => text.Contains(group) || (group == ' ' && text.AsSpan().IndexOfAny('\u00A0', '\u202F') >= 0)))
        {
            marks.Add("thousands separators");
            options.Add($"GroupSeparator = '{(group == '\'' ? "\\'" : group)}'");
        }

        return marks.Count == 0 ? null
            : $"{string.Join(", ", marks.SkipLast(1))}{(marks.Count > 1 ? " and " : "")}{marks[^1]}: CsvOptions {{ "
                + $"{string.Join(", ", options)} }}";
    }

    private static string Names(ReadingRules rules) => rules.DecimalSeparator == ',' ? "commas" : "dots";

    private static bool IsAnother(ReadingRules other, ReadingRules rules) =>
        (other.DecimalSeparator, other.GroupSeparator) != (rules.DecimalSeparator, rules.GroupSeparator);

    // 1,200 and 17,350 are thousands, whatever else they could be.
    private static bool AreGroups(IReadOnlyList<string> texts, ReadingRules rules)
    {
        string[] with = [.. texts.Where(text => text.Contains(rules.DecimalSeparator)).Select(text => text.Trim())];
        return rules.DecimalSeparator == ',' && with.Length > 0
            && with.All(text => text.Length - text.LastIndexOf(',') == 4 && !text.Contains('.')
                && text.TrimStart('-', '+').IndexOf(',') <= 3 && text[^4] == ',' && !text.StartsWith("0,", StringComparison.Ordinal));
    }

    /// <summary>Returns how to read what should be times; null for what is not recognised.</summary>
    public static string? OfTime(IReadOnlyList<string> texts, string column, string call) => TimeFormat.Of(texts) switch
    {
        [var only] => $"schema.{call}(\"{column}\", format: \"{only}\")",
        [var one, var other] => $"schema.{call}(\"{column}\", format: \"{one}\"), or \"{other}\" where months come first",
        _ => null,
    };

    // A sign of money before or behind every number, such as $ or EUR.
    private static string? SymbolOf(IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return null;
        string first = texts[0].Trim().TrimStart('-', '+').Trim();
        if (first.Length == 0) return null;
        char? sign = IsSign(first[0]) ? first[0] : IsSign(first[^1]) ? first[^1] : null;
        string? symbol = sign?.ToString()
            ?? Array.Find(Currencies, name => first.StartsWith(name, StringComparison.Ordinal)
                || first.EndsWith(name, StringComparison.Ordinal));
        return symbol is not null && texts.All(text => text.Contains(symbol, StringComparison.Ordinal)) ? symbol : null;
    }

    private static bool IsSign(char letter) => char.GetUnicodeCategory(letter) == UnicodeCategory.CurrencySymbol;

    private static string Without(string symbol, string text)
    {
        string rest = text.Trim();
        string sign = rest is ['-' or '+', ..] ? rest[..1] : "";
        rest = rest[sign.Length..].Trim();
        rest = rest.StartsWith(symbol, StringComparison.Ordinal) ? rest[symbol.Length..]
            : rest.EndsWith(symbol, StringComparison.Ordinal) ? rest[..^symbol.Length] : rest;
        return sign + rest.Trim();
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
