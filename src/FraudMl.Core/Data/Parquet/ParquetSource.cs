using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>One Parquet file or several, read column by column within each row group.</summary>
internal sealed class ParquetSource(IReadOnlyList<string> paths, ReadingPlan plan, ParquetReadingOptions options) : IDatasetSource
{
    // By name; null for a column that nobody asks for and that can't be read.
    private readonly Dictionary<string, ColumnReader?> _readers = new(StringComparer.Ordinal);
    private DatasetSchema? _schema;
    private int _rowCount;

    public string Description => DataFiles.NameOf(paths);

    // The library reads asynchronously only; on a pool thread no caller's context can be waited for.
    public Dataset Read(CancellationToken cancellationToken = default)
    {
        options.Validate();
        _readers.Clear();
        (_schema, _rowCount) = (null, 0);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.Run(() => ReadAsync(cancellationToken), cancellationToken).GetAwaiter().GetResult();
    }

    private async Task<Dataset> ReadAsync(CancellationToken cancellationToken)
    {
        foreach (string path in paths)
        {
            await ParquetFile.ReadAsync(path, Description, options, (file, reader) => ReadAsync(file, reader, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }

        ColumnReader[] columns = [.. _readers.Values.OfType<ColumnReader>()];
        if (columns.Length == 0) throw new FraudMlException($"{Description} has no column that can be read and is not ignored.");
        return _rowCount > 0
            ? new Dataset([.. columns.Select(column => column.Take(_rowCount))], Description, _schema!.TimestampUnit)
            {
                Reading = plan.Rules.With(_schema),
            }
            : throw new FraudMlException($"{Description} has no rows.");
    }

    private async Task ReadAsync(string file, ParquetReader reader, CancellationToken cancellationToken)
    {
        DataField[] fields = reader.Schema.GetDataFields();
        string[] names = [.. fields.Select(ParquetColumn.NameOf)];
        bool isFirst = _schema is null;
        _schema ??= plan.SchemaOf(file, [.. names.Distinct()]);
        if (!isFirst) FileColumns.RequireSame(file, names, Path.GetFileName(paths[0]), [.. _readers.Keys]);
        List<ParquetColumn> columns = [];
        foreach (DataField field in fields)
        {
            string name = ParquetColumn.NameOf(field);
            if (!isFirst && _readers[name] is null) continue;
            ParquetColumn? column = ParquetColumn.Of(field, file, _schema, isFirst ? null : _readers[name]);
            if (isFirst) _readers[name] = column?.Reader;
            if (column is not null) columns.Add(column);
        }

        int first = 0;
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
            if (rows.RowCount > options.MaximumRowCount - _rowCount)
                throw new FraudMlException($"{Description} has more than {options.MaximumRowCount} rows. Raise "
                    + $"ParquetReadingOptions.MaximumRowCount, or aggregate where the data is.");
            int count = (int)rows.RowCount;
            foreach (ParquetColumn column in columns.ToArray())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await TryReadAsync(file, column, rows, first, count, cancellationToken).ConfigureAwait(false)) continue;
                columns.Remove(column);
                _readers[column.Name] = null;
            }

            first += count;
            _rowCount += count;
        }
    }

    // A column that nobody asks for keeps no file from being read.
    private async Task<bool> TryReadAsync(string file, ParquetColumn column, ParquetRowGroupReader rows, int first, int count,
        CancellationToken cancellationToken)
    {
        try
        {
            if (await column.ReadAsync(rows, _rowCount, count, cancellationToken).ConfigureAwait(false) is not { } bad) return true;
            if (ParquetColumn.IsIgnored(column.Name, _schema!)) return false;
            throw new FraudMlException(
                $"{file}, row {first + bad.Row - _rowCount + 1}, column '{column.Name}': {bad.Problem}.") { ColumnName = column.Name };
        }
        catch (Exception e) when (e is not (FraudMlException or OperationCanceledException or OutOfMemoryException))
        {
            if (ParquetColumn.IsIgnored(column.Name, _schema!)) return false;
            throw new FraudMlException(
                $"{file}, column '{column.Name}': the library that reads Parquet here can't take it ({e.Message.TrimEnd('.')}). "
                + $"Where other readers can, write the column anew with one of them, such as pandas, or leave it out with "
                + $"schema.Ignore(\"{column.Name}\").", e)
            { ColumnName = column.Name };
        }
    }

    public override string ToString() => Description;
}
