using System.Text;

namespace FraudMl;

/// <summary>Writes the rows of Parquet with their scores as CSV.</summary>
internal sealed class ParquetToCsv : ParquetOutput
{
    private readonly StreamWriter _writer;
    private readonly CsvScores _scores;
    private readonly List<ParquetColumn> _columns = [];

    public ParquetToCsv(IReadOnlyList<string> kept, bool decides, Stream file)
    {
        _writer = new StreamWriter(file, new UTF8Encoding(false), 1 << 16);
        _writer.Write(string.Join(',', kept.Select(name => CsvText.QuotedName(name))));
        _scores = new CsvScores(_writer, ',', kept.Count);
        _scores.Header(decides, kept.Contains);
    }

    public override Task BeginAsync() => Task.CompletedTask;

    public override Task TakeAsync(ParquetColumn column, CancellationToken cancellationToken)
    {
        _columns.Add(column);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ScoredChunk scored, CancellationToken cancellationToken)
    {
        for (int row = 0; row < scored.Probabilities.Length; row++)
        {
            for (int i = 0; i < _columns.Count; i++)
            {
                if (i > 0) _writer.Write(',');
                _columns[i].WriteCsv(_writer, row);
            }

            _scores.Write(scored, row);
        }

        foreach (ParquetColumn column in _columns) column.Release();
        _columns.Clear();
        return Task.CompletedTask;
    }

    public override Task EndAsync() => _writer.DisposeAsync().AsTask();

    public override void Dispose()
    {
        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            // What could not be written was told when it was tried, or something else has failed before.
        }
    }
}
