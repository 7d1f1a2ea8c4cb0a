using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Writes columns as they were read, with the scores behind them, a row group for each that was read.</summary>
internal sealed class ParquetToParquet(IReadOnlyList<DataField> kept, ParquetScores scores, Stream file) : ParquetOutput
{
    private ParquetWriter? _writer;
    private ParquetRowGroupWriter? _rows;

    public override async Task BeginAsync()
    {
        _writer ??= await OpenAsync().ConfigureAwait(false);
        _rows = _writer.CreateRowGroup();
    }

    public override async Task TakeAsync(ParquetColumn column, CancellationToken cancellationToken)
    {
        await column.WriteAsync(_rows!, cancellationToken).ConfigureAwait(false);
        column.Release();
    }

    public override async Task WriteAsync(ScoredChunk scored, CancellationToken cancellationToken)
    {
        await scores.WriteAsync(_rows!, scored, cancellationToken).ConfigureAwait(false);
        _rows!.CompleteValidate();
        _rows.Dispose();
    }

    public override async Task EndAsync()
    {
        _writer ??= await OpenAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
    }

    // What was not ended is thrown away with the file.
    public override void Dispose()
    {
    }

    private Task<ParquetWriter> OpenAsync() => ParquetWriter.CreateAsync(new ParquetSchema([.. kept, .. scores.Fields]), file);
}
