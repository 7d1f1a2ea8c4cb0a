using System.Buffers;
using System.Globalization;

namespace FraudMl;

/// <summary>Which column of a table takes which column of a dataset, and as what.</summary>
internal static class TargetColumns
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create(" ,;{}()\n\t=");

    private static readonly Dictionary<string, (long Least, long Most)> Whole = new(StringComparer.Ordinal)
    {
        ["BYTE"] = (sbyte.MinValue, sbyte.MaxValue),
        ["SHORT"] = (short.MinValue, short.MaxValue),
        ["INT"] = (int.MinValue, int.MaxValue),
        ["LONG"] = (long.MinValue, long.MaxValue),
    };

    /// <summary>Returns the columns of a new table.</summary>
    /// <exception cref="FraudMlException">Thrown when a table can't have a column of the name.</exception>
    public static string Created(Dataset data) => string.Join(", ", data.Columns.Select(column =>
        column.Name.AsSpan().IndexOfAny(NotInNames) < 0
            ? $"{TableName.Quoted(column.Name)} {TypeOf(column)}"
            : throw new FraudMlException($"A new table has no column '{column.Name}': names are without spaces and any of ,;{{}}()=. "
                + $"Rename it with data.Rename(\"{column.Name}\", …).") { ColumnName = column.Name }));

    /// <summary>Returns what is selected of the staged files.</summary>
    /// <exception cref="FraudMlException">Thrown with every column that the table lacks or whose values its type can't hold.</exception>
    public static string Selected(Dataset data, TableName table, IReadOnlyList<ResultColumn> columns)
    {
        // Names differ by more than their case.
        var known = columns.ToDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase);
        List<string> problems = [], selected = [];
        foreach (DataColumn column in data.Columns)
        {
            if (!known.TryGetValue(column.Name, out ResultColumn? target))
                problems.Add($"There is no column '{column.Name}'.{NearNames.Hint(column.Name, known.Keys)}");
            else if (Expression(column, target) is { } sql) selected.Add($"{sql} AS {TableName.Quoted(target.Name)}");
            else problems.Add($"Column '{target.Name}' is {target.TypeText}, which can't hold {What(column)} of '{column.Name}'.");
        }

        return problems.Count == 0 ? string.Join(", ", selected)
            : throw new FraudMlException($"{data.Name} can't be written to {table}, whose columns are others", problems);
    }

    private static string? Expression(DataColumn column, ResultColumn target)
    {
        string name = TableName.Quoted(column.Name);
        if (TypeOf(column) == target.TypeName) return name;
        return (column, target.TypeName) switch
        {
            (NumberColumn, "FLOAT" or "DOUBLE" or "DECIMAL") => Cast(),
            (NumberColumn numbers, "BOOLEAN") when IsAll(numbers, value => value is 0 or 1) => Cast(),
            (NumberColumn numbers, var type) when Whole.TryGetValue(type, out (long Least, long Most) range)
                && IsAll(numbers, value => double.IsInteger(value) && value >= range.Least && value <= range.Most) => Cast(),
            (TextColumn texts, var type) when Whole.TryGetValue(type, out (long Least, long Most) range)
                && texts.Dictionary.Texts.All(text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                    out long value) && value >= range.Least && value <= range.Most) => Cast(),
            _ => null,
        };

        string Cast() => $"CAST({name} AS {target.TypeText})";
    }

    private static bool IsAll(NumberColumn numbers, Func<double, bool> condition)
    {
        for (int row = 0; row < numbers.RowCount; row++)
        {
            double value = numbers.Exact(row);
            if (!double.IsNaN(value) && !condition(value)) return false;
        }

        return true;
    }

    // As the files are written.
    private static string TypeOf(DataColumn column) => column switch
    {
        TextColumn => "STRING",
        TimestampColumn => "TIMESTAMP",
        NumberColumn { IsRounded: true } => "DOUBLE",
        _ => column.Is(ColumnRoles.Label) ? "INT" : "FLOAT",
    };

    private static string What(DataColumn column) => column switch
    {
        TextColumn => "the texts",
        TimestampColumn => "the times",
        _ => "the numbers",
    };
}
