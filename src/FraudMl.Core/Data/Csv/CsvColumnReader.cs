namespace FraudMl;

/// <summary>Collects one column of a CSV file.</summary>
internal abstract class CsvColumnReader(string name, ColumnRoles roles)
{
    public string Name { get; } = name;

    protected ColumnRoles Roles { get; } = roles;

    /// <summary>Sets a row's value; rows come in order, and a row that turned out bad is set again by the next one.</summary>
    /// <returns>Null, or what was expected instead.</returns>
    public abstract string? Set(int row, ReadOnlySpan<char> field);

    /// <summary>Returns the column of the first rows.</summary>
    public abstract DataColumn Take(int rowCount);
}
