namespace FraudMl;

internal static class DatasetRoles
{
    public static bool[]? Labels(Dataset data)
    {
        if (Single(data, ColumnRoles.Label) is not { } column) return null;
        if (column is not NumberColumn numbers)
            throw new FraudMlException($"The label '{column.Name}' must be a number, 0 or 1.") { ColumnName = column.Name };
        var labels = new bool[numbers.RowCount];
        ReadOnlySpan<float> values = numbers.Values;
        for (int row = 0; row < labels.Length; row++)
        {
            if (values[row] is not (0f or 1f))
                throw new FraudMlException($"The label '{column.Name}' must be 0 or 1. Row {row + 1} of {data.Name} has something "
                    + $"else.") { ColumnName = column.Name };
            labels[row] = values[row] == 1f;
        }

        return labels;
    }

    public static ReadOnlyMemory<long>? Timestamps(Dataset data)
    {
        if (Single(data, ColumnRoles.Timestamp) is not { } column) return null;
        if (column is TimestampColumn times) return times.Memory;
        if (column is not NumberColumn numbers)
            throw new FraudMlException($"The timestamp '{column.Name}' must be a time or a number.") { ColumnName = column.Name };
        long unit = data.TimestampUnit.Microseconds();
        var converted = new long[numbers.RowCount];
        for (int row = 0; row < converted.Length; row++)
        {
            double value = numbers.Exact(row);
            converted[row] = double.IsNaN(value) ? TimestampColumn.Missing
                : numbers.IsRounded ? (long)Math.Round(value * unit) : (long)(value * unit);
        }

        return converted;
    }

    /// <summary>Returns a number of a unit in microseconds.</summary>
    public static long Microseconds(double elapsed, TimeUnit unit) => (long)Math.Round(elapsed * unit.Microseconds());

    private static DataColumn? Single(Dataset data, ColumnRoles role)
    {
        DataColumn[] columns = [.. data.Columns.Where(column => column.Is(role))];
        return columns.Length <= 1
            ? columns.FirstOrDefault()
            : throw new FraudMlException(
                $"{data.Name} must have one {role} column at most, and has {string.Join(", ", columns.Select(c => c.Name))}.");
    }
}
