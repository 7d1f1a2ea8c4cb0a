using System.Globalization;

namespace FraudMl;

/// <summary>Tables for people: texts to the left, numbers to the right, in invariant culture.</summary>
internal static class TableText
{
    private const int MostRows = 30;

    /// <summary>Returns a table of texts with a number each.</summary>
    public static string Of(string head, string valueHead, IEnumerable<(string Name, double Value)> rows) =>
        Of([head, valueHead], [.. rows.Select(row => new[] { row.Name, Number(row.Value) })]);

    /// <summary>Returns a table of numbers.</summary>
    public static string Of(string[] heads, IEnumerable<double[]> rows) =>
        Of(heads, [.. rows.Select(row => Array.ConvertAll(row, Number))]);

    private static string Of(string[] heads, string[][] rows)
    {
        string[][] shown = [heads, .. rows.Take(MostRows)];
        int[] widths = [.. heads.Select((_, column) => shown.Max(row => row[column].Length))];
        IEnumerable<string> lines = shown.Select(row => string.Join("  ", row.Select((cell, column) =>
            column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        string table = string.Join('\n', lines);
        return rows.Length <= MostRows
            ? table
            : string.Create(CultureInfo.InvariantCulture, $"{table}\nand {rows.Length - MostRows:#,0} more");
    }

    private static string Number(double value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);
}
