namespace FraudMl.Data;

/// <summary>Collects one column of typed values row by row, as a source of rows does; what the schema says goes before the type.</summary>
/// <remarks>
/// Numbers and booleans (1 is true) make number columns, as do durations, in seconds; texts, enums, GUIDs and addresses text columns,
/// dates and times timestamps, local ones converted to UTC.
/// </remarks>
public sealed class ColumnBuilder
{
    private readonly ColumnReader _column;

    private ColumnBuilder(ColumnReader column) => _column = column;

    /// <value>The column's name.</value>
    public string Name => _column.Name;

    /// <summary>Returns a builder for values of a type; null where no column can hold them.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="type">The type of the values, nullable or not.</param>
    /// <param name="schema">Roles, and kinds that are given.</param>
    public static ColumnBuilder? Of(string name, Type type, DatasetSchema schema) =>
        TypedValue.Reader(name, type, schema) is { } column ? new(column) : null;

    /// <summary>Sets a row's value; rows come in order, and a row that turned out bad is set again by the next one.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="row">The row, from 0.</param>
    /// <param name="value">The value; null and DBNull are missing.</param>
    /// <returns>Null, or what was expected instead, in words.</returns>
    public string? Set<T>(int row, T value) => TypedValue.Set(_column, row, value);

    /// <summary>Returns the column of the first rows.</summary>
    /// <param name="rowCount">The number of rows, at most as many as were set.</param>
    public DataColumn Take(int rowCount) => _column.Take(rowCount);

    /// <summary>Returns the column's name.</summary>
    public override string ToString() => $"{Name}, being read";
}
