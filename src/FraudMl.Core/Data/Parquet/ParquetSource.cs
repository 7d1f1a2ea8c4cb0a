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
        bool isParquet = HasMarks(file);
        try
        {
            await using ParquetReader reader = await ParquetReader.CreateAsync(file, new ParquetOptions { UseDateOnlyTypeForDates = true },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            return await ReadAsync(reader, cancellationToken).ConfigureAwait(false);
        }
        catch (OutOfMemoryException e)
        {
            throw new FraudMlException($"{Description} has more rows than memory holds. Aggregate where the data is.", e);
        }
        catch (Exception e) when (e is not (FraudMlException or OperationCanceledException))
        {
            string wayOut = isParquet
                ? "It begins and ends as Parquet does, so this may be a limit of the library that reads it here: where other readers take "
                    + "it, write it anew with one of them, such as pandas"
                : "Take a fresh copy, or check that it is Parquet";
            throw new FraudMlException($"{Description} can't be read as Parquet: {e.Message.TrimEnd('.')}. {wayOut}.", e);
        }
    }

    private async Task<Dataset> ReadAsync(ParquetReader reader, CancellationToken cancellationToken)
    {
        DataField[] fields = reader.Schema.GetDataFields();
        schema.RequireColumns(Description, [.. fields.Select(ParquetColumn.NameOf)]);
        List<ParquetColumn> columns = [.. fields.Select(field => ParquetColumn.Of(field, Description, schema)).OfType<ParquetColumn>()];
        int rowCount = 0;
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
            int count = checked((int)rows.RowCount);
            foreach (ParquetColumn column in columns.ToArray())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!await TryReadAsync(column, rows, rowCount, count, cancellationToken).ConfigureAwait(false)) columns.Remove(column);
            }

            rowCount = checked(rowCount + count);
        }

        if (columns.Count == 0) throw new FraudMlException($"{Description} has no column that can be read and is not ignored.");
        return rowCount > 0
            ? new Dataset([.. columns.Select(column => column.Take(rowCount))], Description, schema.TimestampUnit)
            : throw new FraudMlException($"{Description} has no rows.");
    }

    // A column that nobody asks for keeps no file from being read.
    private async Task<bool> TryReadAsync(ParquetColumn column, ParquetRowGroupReader rows, int first, int count,
        CancellationToken cancellationToken)
    {
        try
        {
            if (await column.ReadAsync(rows, first, count, cancellationToken).ConfigureAwait(false) is not { } bad) return true;
            if (ParquetColumn.IsIgnored(column.Name, schema)) return false;
            throw new FraudMlException($"{Description}, row {bad.Row + 1}, column '{column.Name}': {bad.Problem}.") { ColumnName =
                column.Name };
        }
        catch (Exception e) when (e is not (FraudMlException or OperationCanceledException or OutOfMemoryException))
        {
            if (ParquetColumn.IsIgnored(column.Name, schema)) return false;
            throw new FraudMlException(
                $"{Description}, column '{column.Name}': the library that reads Parquet here can't take it ({e.Message.TrimEnd('.')}). "
                + $"Where other readers can, write the column anew with one of them, such as pandas, or leave it out with "
                + $"schema.Ignore(\"{column.Name}\").", e)
            { ColumnName = column.Name };
        }
    }

    private static bool HasMarks(FileStream file)
    {
        Span<byte> marks = stackalloc byte[8];
        if (file.Length < 12) return false;
        file.ReadExactly(marks[..4]);
        file.Position = file.Length - 4;
        file.ReadExactly(marks[4..]);
        file.Position = 0;
        return marks.SequenceEqual("PAR1PAR1"u8);
    }

    public override string ToString() => Description;
}
