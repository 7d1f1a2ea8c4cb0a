namespace FraudMl;

/// <summary>The columns of a dataset while the rows of a result come in.</summary>
internal sealed class ResultColumns
{
    private readonly string _source;
    private readonly int _expected;
    private readonly DatasetSchema _schema;
    private readonly ResultColumn[] _columns;

    // Null where nobody asks for the column.
    private readonly ColumnReader?[] _readers;

    /// <exception cref="FraudMlException">Thrown when a column can't be one of a dataset, stands twice, or the schema names one that is not
    /// there.</exception>
    public ResultColumns(string source, ResultManifest manifest, DatasetSchema schema)
    {
        (_source, _schema, _expected) = (source, schema, checked((int)manifest.TotalRowCount));
        _columns = [.. manifest.Schema?.Columns ?? []];
        string[] names = [.. _columns.Select(column => column.Name)];
        if (names.CountBy(name => name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new FraudMlException(
                $"{source} has two columns '{twice}'. Name them apart in the query: select a.x as …, b.x as …") { ColumnName = twice };
        schema.RequireColumns(source, names);
        _readers = [.. _columns.Select(Reader)];
        if (_readers.All(reader => reader is null))
            throw new FraudMlException(
                $"{source} has no column that can be read and is not ignored. Name some by columns:, or ignore fewer.");
        Expect();
    }

    /// <value>The rows that are there.</value>
    public int RowCount { get; private set; }

    /// <summary>Takes rows, column by column.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="set">Sets the rows of a column from a first one on: returns the first that can't be taken, and what was
    /// expected.</param>
    /// <exception cref="FraudMlException">Thrown with the row and the column that can't be taken.</exception>
    public void Add(int count, Func<int, ResultColumn, ColumnReader, int, (int Row, string Problem)?> set)
    {
        if (count > _expected - RowCount)
            throw new DatabricksException(FormattableString.Invariant($"{_source} has {_expected} rows, and more came. Read it again."));
        for (int i = 0; i < _readers.Length; i++)
        {
            if (_readers[i] is not { } reader || set(i, _columns[i], reader, RowCount) is not { } bad) continue;
            throw new FraudMlException($"{_source}, row {RowCount + bad.Row + 1L}, column '{reader.Name}': {bad.Problem}.")
            {
                ColumnName = reader.Name,
            };
        }

        RowCount += count;
    }

    /// <param name="windows">The windows that are among the columns.</param>
    public Dataset Take(IReadOnlyList<EntityWindows> windows)
    {
        if (RowCount == 0) throw new FraudMlException($"{_source} has no rows.");
        var data = new Dataset(
            [.. _readers.OfType<ColumnReader>().Select(reader => reader.Take(RowCount))], _source, _schema.TimestampUnit)
        {
            Reading = ReadingRules.Usual.With(_schema), Windows = windows,
        };
        int missing = windows.Count > 0 && data.HasTimestamps ? data.Timestamps.Count(TimestampColumn.Missing) : 0;
        return missing == 0 ? data : throw new FraudMlException(FormattableString.Invariant(
            $"Windows need the time of every row, and {missing} of {RowCount} rows of {_source} have none. Leave them out by a query."));
    }

    // Once, for all rows: a column that grew would be in memory twice.
    private void Expect()
    {
        try
        {
            foreach (ColumnReader reader in _readers.OfType<ColumnReader>()) reader.Expect(_expected);
        }
        catch (OutOfMemoryException error)
        {
            throw new FraudMlException(FormattableString.Invariant($"{_source} has {_expected} rows, and the columns that are read need ")
                + "more memory than this process may have. Read fewer by columns:, where: or SampleShare, or aggregate there.", error);
        }
    }

    private ColumnReader? Reader(ResultColumn column)
    {
        if (_schema.RolesOf(column.Name) == ColumnRoles.Ignored) return null;
        return TypeOf(column.TypeName) is { } type && TypedValue.Reader(column.Name, type, _schema) is { } reader
            ? reader
            : throw new FraudMlException(
                $"{_source}, column '{column.Name}': {(column.TypeText.Length > 0 ? column.TypeText : column.TypeName)} can't be a column. "
                + $"Leave it out, by columns: or schema.Ignore(\"{column.Name}\"), or turn it into a number, a text or a time in a query.")
            { ColumnName = column.Name };
    }

    // What is null everywhere is a number, as in every source.
    private static Type? TypeOf(string typeName) => typeName switch
    {
        "BOOLEAN" => typeof(bool),
        "BYTE" or "SHORT" or "INT" or "LONG" => typeof(long),
        "FLOAT" => typeof(float),
        "DOUBLE" or "NULL" => typeof(double),
        "DECIMAL" => typeof(decimal),
        "STRING" or "CHAR" => typeof(string),
        "DATE" => typeof(DateOnly),
        "TIMESTAMP" or "TIMESTAMP_NTZ" => typeof(DateTime),
        _ => null,
    };
}
