using System.Buffers;

namespace FraudMl;

internal static class CsvText
{
    // Delimiters are found out from the header: there, each of them is told from a letter.
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n\uFEFF"), SpecialInNames = SearchValues.Create(
        ",\"\r\n\uFEFF;|\t");

    private static readonly MissingTokens Tokens = new(MissingTokens.Usual);

    /// <summary>Returns a field as it is written: quoted where it must be, so that it reads back as itself.</summary>
    public static string Quoted(ReadOnlySpan<char> text, MissingTokens? tokens = null)
    {
        bool isBare = text.IsEmpty || !(text.ContainsAny(Special) || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])
            || Tokens.IsToken(text) || tokens?.IsToken(text) == true);
        return isBare ? text.ToString() : InQuotes(text);
    }

    /// <summary>Returns a column's name as it is written in the header.</summary>
    public static string QuotedName(ReadOnlySpan<char> name, char delimiter = ',') =>
        name.ContainsAny(SpecialInNames) || name.Contains(delimiter) || name.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            ? InQuotes(name) : Quoted(name);

    /// <summary>Returns a field between quotes, those inside doubled.</summary>
    public static string InQuotes(ReadOnlySpan<char> text, char quote = '"') =>
        $"{quote}{text.ToString().Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}";
}
