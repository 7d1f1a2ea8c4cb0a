namespace FraudMl;

/// <summary>Where the columns of Parquet row groups go with their scores.</summary>
internal abstract class ParquetOutput : IDisposable
{
    /// <summary>Begins a row group.</summary>
    public abstract Task BeginAsync();

    /// <summary>Takes the loaded values of the next column that is kept, and releases them when they are written.</summary>
    public abstract Task TakeAsync(ParquetColumn column, CancellationToken cancellationToken);

    /// <summary>Writes the scores of the row group, and what was not written of it yet.</summary>
    public abstract Task WriteAsync(ScoredChunk scores, CancellationToken cancellationToken);

    /// <summary>Ends the output.</summary>
    public abstract Task EndAsync();

    public abstract void Dispose();
}
