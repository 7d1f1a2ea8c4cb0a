using System.Reflection;

namespace FraudMl;

/// <summary>Collects one property of many objects.</summary>
internal sealed class RowsColumn(PropertyInfo property, ColumnReader reader)
{
    public static RowsColumn Of(PropertyInfo property, DatasetSchema schema) => new(property, TypedValue.Reader(property.Name, property.PropertyType, schema)
        ?? throw new FraudMlException($"Property '{property.Name}' is a {property.PropertyType.Name}, which can't be a column. Give numbers, booleans, texts, enums or dates.") { ColumnName = property.Name });

    public void Set(int row, object item)
    {
        if (TypedValue.Set(reader, row, property.GetValue(item)) is { } problem)
            throw new FraudMlException($"Row {row + 1}, property '{property.Name}': {problem}.") { ColumnName = property.Name };
    }

    public DataColumn Take(int rowCount) => reader.Take(rowCount);
}
