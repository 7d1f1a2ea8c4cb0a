using System.Buffers;

namespace FraudMl;

internal static class CsvText
{
    // Delimiters are found out from the header: there, each of them is told from a letter.
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n\uFEFF"), SpecialInNames = SearchValues.Create(",\"\r\n\uFEFF;|\t");

    private static readonly MissingTokens Tokens = new(MissingTokens.Usual);

    /// <summary>Returns a field as it is written: quoted where it must be, so that it reads back as itself.</summary>
    public static string Quoted(ReadOnlySpan<char> text, MissingTokens? tokens = null)
    {
        bool isBare = text.IsEmpty || !(text.ContainsAny(Special) || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || Tokens.IsToken(text) || tokens?.IsToken(text) == true);
        return isBare ? text.ToString() : InQuotes(text);
    }

    /// <summary>Returns a column's name as it is written in the header.</summary>
    public static string QuotedName(ReadOnlySpan<char> name) =>
        name.ContainsAny(SpecialInNames) || name.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? InQuotes(name) : Quoted(name);

    private static string InQuotes(ReadOnlySpan<char> text) => $"\"{text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
