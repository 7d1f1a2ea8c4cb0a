using System.Buffers;

namespace FraudMl;

internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>Returns a field as it is written: quoted where it must be.</summary>
    public static string Quoted(ReadOnlySpan<char> text) => text.ContainsAny(Special) || (!text.IsEmpty && (text[0] == ' ' || text[^1] == ' '))
        ? $"\"{text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text.ToString();
}
