using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>A Parquet file, read column by column within each row group.</summary>
internal sealed class ParquetSource(string path, DatasetSchema schema) : IDatasetSource
{
    public string Description => Path.GetFileName(path);

    // The library reads asynchronously only; on a pool thread no caller's context can be waited for.
    public Dataset Read(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.Run(() => ReadAsync(cancellationToken), cancellationToken).GetAwaiter().GetResult();
    }

    private async Task<Dataset> ReadAsync(CancellationToken cancellationToken)
    {
        await using FileStream file = DataFile.Open(path, "Parquet");
        try
        {
            await using ParquetReader reader = await ParquetReader.CreateAsync(file, new ParquetOptions { UseDateOnlyTypeForDates = true }, cancellationToken: cancellationToken).ConfigureAwait(false);
            return await ReadAsync(reader, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (FraudMlException or OperationCanceledException))
        {
            throw new FraudMlException($"{Description} can't be read as Parquet: {e.Message.TrimEnd('.')}. Take a fresh copy, or check that it is Parquet.", e);
        }
    }

    private async Task<Dataset> ReadAsync(ParquetReader reader, CancellationToken cancellationToken)
    {
        DataField[] fields = reader.Schema.GetDataFields();
        schema.RequireColumns(Description, [.. fields.Select(ParquetColumn.NameOf)]);
        ParquetColumn[] columns = [.. fields.Select(field => ParquetColumn.Of(field, Description, schema))];
        int rowCount = 0;
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
            int count = checked((int)rows.RowCount);
            foreach (ParquetColumn column in columns)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await column.ReadAsync(rows, rowCount, count, cancellationToken).ConfigureAwait(false) is not { } bad) continue;
                throw new FraudMlException($"{Description}, row {bad.Row + 1}, column '{column.Name}': {bad.Problem}.") { ColumnName = column.Name };
            }

            rowCount = checked(rowCount + count);
        }

        return rowCount > 0
            ? new Dataset([.. columns.Select(column => column.Take(rowCount))], Description, schema.TimestampUnit)
            : throw new FraudMlException($"{Description} has no rows.");
    }
}
