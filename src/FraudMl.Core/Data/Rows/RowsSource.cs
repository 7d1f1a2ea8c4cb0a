using System.Reflection;

namespace FraudMl;

/// <summary>Objects, read by their public properties.</summary>
internal sealed class RowsSource<T>(IEnumerable<T> rows, DatasetSchema schema) : IDatasetSource
    where T : notnull
{
    public string Description => $"{typeof(T).Name} rows";

    public Dataset Read(CancellationToken cancellationToken = default)
    {
        PropertyInfo[] properties = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0)];
        schema.RequireColumns(Description, [.. properties.Select(property => property.Name)]);
        RowsColumn[] columns = [.. properties.Select(property => RowsColumn.Of(property, schema))];
        int rowCount = 0;
        foreach (T row in rows)
        {
            if (rowCount % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            foreach (RowsColumn column in columns) column.Set(rowCount, row);
            rowCount++;
        }

        return rowCount > 0
            ? new Dataset([.. columns.Select(column => column.Take(rowCount))], Description, schema.TimestampUnit)
            : throw new FraudMlException($"{Description} must be at least one. Got none.");
    }
}
