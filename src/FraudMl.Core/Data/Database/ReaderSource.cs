using System.Data.Common;

namespace FraudMl;

/// <summary>The rows of an ADO.NET reader. Values are taken as each row has them, since a provider such as SQLite lets the type
/// differ from row to row.</summary>
/// <param name="open">Returns the reader, before its first row; whoever made it closes it.</param>
/// <param name="schema">Roles, and kinds where the column's type would be wrong.</param>
/// <param name="name">What the rows are, for messages and tracking.</param>
internal sealed class ReaderSource(Func<DbDataReader> open, DatasetSchema schema, string name) : IDatasetSource
{
    private const int InferenceRowCount = 1000;

    public string Description => name;

    public Dataset Read(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DbDataReader reader = open();
        string[] names = Names(reader);
        schema.RequireColumns(Description, names);
        Type[] declared = [.. names.Select((_, i) => reader.GetFieldType(i))];
        var first = new List<object[]>();
        while (first.Count < InferenceRowCount && reader.Read()) first.Add(Values(reader, new object[names.Length]));
        if (first.Count == 0) throw new FraudMlException($"{Description} has no rows.");
        ColumnReader[] columns = [.. names.Select((column, i) => Column(column, ReaderTypes.Of(first.Select(row => row[i]), declared[i])))];

        int rowCount = 0;
        foreach (object[] row in first) Set(columns, rowCount++, row);
        for (var values = new object[names.Length]; reader.Read(); rowCount++)
        {
            if (rowCount % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            Set(columns, rowCount, Values(reader, values));
        }

        return new Dataset([.. columns.Select(column => column.Take(rowCount))], Description, schema.TimestampUnit)
        {
            Reading = ReadingRules.Usual.With(schema),
        };
    }

    private string[] Names(DbDataReader reader)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        NewNames.Number(names);
        return names.CountBy(column => column).FirstOrDefault(count => count.Value > 1).Key is { } twice
            ? throw new FraudMlException(
                $"{Description} has two columns '{twice}'. Name them apart in the query: select a.x as …, b.x as …") { ColumnName = twice }
            : names;
    }

    private ColumnReader Column(string column, Type type) => TypedValue.Reader(column, type, schema) ?? throw new FraudMlException(
        $"{Description}, column '{column}': a {type.Name} can't be a column. Leave it out of the query, or turn it into a number, a text "
        + $"or a time there.")
    { ColumnName = column };

    private void Set(ColumnReader[] columns, int row, object[] values)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (TypedValue.Set(columns[i], row, values[i]) is { } problem)
                throw new FraudMlException(
                    $"{Description}, row {row + 1}, column '{columns[i].Name}': {problem}.") { ColumnName = columns[i].Name };
        }
    }

    private static object[] Values(DbDataReader reader, object[] row)
    {
        reader.GetValues(row);
        return row;
    }

    public override string ToString() => Description;
}
