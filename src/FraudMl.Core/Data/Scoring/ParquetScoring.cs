using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Scores a Parquet file into another file, a row group after the other.</summary>
internal sealed class ParquetScoring(
    FraudModel model, string input, ScoreFileOptions options, Action<int>? progress, Stream file, string output)
{
    private readonly ScoredChunk _scores = new(model);

    // The library reads asynchronously only; on a pool thread no caller's context can be waited for.
    public ScoredFile Run(CancellationToken cancellationToken)
    {
        Task.Run(() => ParquetFile.ReadAsync(input, Path.GetFileName(input), options.Parquet,
            (name, reader) => ScoreAsync(name, reader, cancellationToken), cancellationToken), CancellationToken.None)
            .GetAwaiter().GetResult();
        return new ScoredFile("", _scores.RowCount, _scores.FlaggedCount);
    }

    private async Task ScoreAsync(string name, ParquetReader reader, CancellationToken cancellationToken)
    {
        Dictionary<string, DataField> fields = [];
        foreach (DataField field in reader.Schema.GetDataFields()) fields.TryAdd(ParquetColumn.NameOf(field), field);
        string[] names = [.. fields.Keys];
        DatasetSchema schema = ModelColumns.SchemaOf(model, name, names, out IReadOnlySet<string> needed);
        KeptColumns.Require(name, names, options.Keep);
        VelocityStore? windows = FileWindows.Of(model, name, names, options);
        IReadOnlyList<string> kept = options.Keep ?? names;
        ParquetColumn[] columns = [.. kept.Concat(needed.Except(kept)).Select(column => needed.Contains(column)
            ? ParquetColumn.Of(fields[column], name, schema, null)! : ParquetColumn.Copied(fields[column], name))];
        ColumnReader[] readers = [.. columns.Select(column => column.Reader).OfType<ColumnReader>()];
        ReadingRules rules = ReadingPlan.Of(model).Rules.With(schema);
        using ParquetOutput target = Output([.. kept.Select(column => fields[column])], kept);
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
            if (rows.RowCount > options.Parquet.MaximumRowCount - _scores.RowCount)
                throw new FraudMlException($"{name} has more than {options.Parquet.MaximumRowCount} rows. Raise "
                    + $"ParquetReadingOptions.MaximumRowCount.");
            int count = (int)rows.RowCount;
            if (count == 0) continue;
            foreach (ColumnReader column in readers) column.Expect(count);
            await WrittenAsync(target.BeginAsync).ConfigureAwait(false);
            for (int i = 0; i < columns.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await ReadAsync($"{name}, row group {group + 1}", columns[i], rows, count, cancellationToken).ConfigureAwait(false);
                ParquetColumn column = columns[i];
                if (i < kept.Count) await WrittenAsync(() => target.TakeAsync(column, cancellationToken)).ConfigureAwait(false);
                else column.Release();
            }

            var data = new Dataset([.. readers.Select(column => column.TakeRows(count))], name, schema.TimestampUnit) { Reading = rules };
            if (windows is not null) data = windows.Follow(data, _scores.RowCount);
            _scores.Score(data);
            await WrittenAsync(() => target.WriteAsync(_scores, cancellationToken)).ConfigureAwait(false);
            progress?.Invoke(_scores.RowCount);
        }

        foreach (ColumnReader column in readers) column.Check();
        await WrittenAsync(target.EndAsync).ConfigureAwait(false);
    }

    private async Task ReadAsync(
        string place, ParquetColumn column, ParquetRowGroupReader rows, int count, CancellationToken cancellationToken)
    {
        try
        {
            await column.LoadAsync(rows, count, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (FraudMlException or OperationCanceledException or OutOfMemoryException))
        {
            throw new FraudMlException($"{place}, column '{column.Name}': it is damaged, or the library that reads Parquet here can't "
                + $"take it ({e.Message.TrimEnd('.')}). Take a fresh copy, or write the file anew, such as with pandas.", e)
            { ColumnName = column.Name };
        }

        if (column.Reader is not null && column.Collect(0) is { } bad)
            throw new FraudMlException($"{place}, row {_scores.RowCount + bad.Row + 1}, column '{column.Name}': {bad.Problem}.")
            { ColumnName = column.Name };
    }

    private ParquetOutput Output(DataField[] kept, IReadOnlyList<string> names) => ParquetFile.IsNamed(output)
        ? new ParquetToParquet(kept, new ParquetScores(model.Decision is not null, names.Contains), file)
        : new ParquetToCsv(names, model.Decision is not null, CsvWriter.Packed(file, output));

    private async Task WrittenAsync(Func<Task> write)
    {
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw WholeFile.NotWritten(output, e);
        }
    }
}
