namespace FraudMl;

internal static class NewColumns
{
    /// <summary>Returns number columns that replace others of the same names, in new slots.</summary>
    public static SchemaColumn[] Replacing(RowSchema schema, IReadOnlyList<SchemaColumn> columns)
    {
        int next = schema.SlotCount(ColumnKind.Number);
        return [.. columns.Select((column, i) => column with { Slot = next + i })];
    }

    /// <summary>Throws unless every column is of the kind.</summary>
    public static void Require(IReadOnlyList<SchemaColumn> columns, ColumnKind kind, string step)
    {
        foreach (SchemaColumn column in columns)
        {
            if (column.Kind != kind)
                throw new FraudMlException($"{step} needs {kind} columns, and '{column.Name}' is {column.Kind}.") { ColumnName = column.Name };
        }
    }
}
