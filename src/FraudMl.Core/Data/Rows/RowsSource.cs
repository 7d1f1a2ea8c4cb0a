namespace FraudMl;

/// <summary>Objects, read by their shape.</summary>
internal sealed class RowsSource<T>(IEnumerable<T> rows, IRowShape<T> shape, DatasetSchema schema) : IDatasetSource
    where T : notnull
{
    public string Description => $"{typeof(T).Name} rows";

    public Dataset Read(CancellationToken cancellationToken = default)
    {
        schema.RequireColumns(Description, [.. shape.Fields.Select(field => field.Name)]);
        ColumnReader[] columns = [.. shape.Fields.Select(Reader)];
        var check = new RowCheck();
        int rowCount = 0;
        foreach (T row in rows)
        {
            if (rowCount % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            shape.Write(row, new RowWriter(columns, rowCount++, check));
            if (check.HasProblems)
                throw new FraudMlException(
                    $"Row {rowCount}, property '{check.First.Name}': {check.First.Problem}.") { ColumnName = check.First.Name };
            check.RequireAll(shape);
        }

        return rowCount > 0
            ? new Dataset([.. columns.Select(column => column.Take(rowCount))], Description, schema.TimestampUnit)
            {
                Reading = ReadingRules.Usual.With(schema),
            }
            : throw new FraudMlException($"{Description} must be at least one. Got none.");
    }

    private ColumnReader Reader(RowField field) => TypedValue.Reader(field.Name, field.Type, schema) ?? throw new FraudMlException(
        $"Property '{field.Name}' is a {field.Type.Name}, which can't be a column. Give numbers, booleans, texts, enums or "
        + $"dates.") { ColumnName = field.Name };

    public override string ToString() => Description;
}
