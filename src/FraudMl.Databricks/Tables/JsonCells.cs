using System.Globalization;

namespace FraudMl;

/// <summary>Sets cells that came as texts.</summary>
internal static class JsonCells
{
    /// <summary>Sets the rows of a column from a first one on.</summary>
    /// <returns>Null, or the first row that can't be taken and what was expected.</returns>
    public static (int Row, string Problem)? Set(
        IReadOnlyList<string?[]> rows, int index, ResultColumn type, ColumnReader column, int first)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            string? cell = index < rows[i].Length ? rows[i][index] : null;
            if (Set(cell, type.TypeName, column, first + i) is { } problem) return (i, problem);
        }

        return null;
    }

    private static string? Set(string? cell, string type, ColumnReader column, int row) => (cell, type) switch
    {
        (null, _) => column.Set(row, ""),
        (_, "BOOLEAN") => column.SetTruth(row, cell == "true"),
        (_, "FLOAT" or "DOUBLE") when column.Kind == ColumnKind.Number
            && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => column.SetNumber(row, number),
        (_, "STRING" or "CHAR") => column.Set(row, cell),
        _ => column.SetInvariant(row, cell),
    };
}
