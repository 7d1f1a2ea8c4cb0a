using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>The columns of the scores in a Parquet file, behind all others.</summary>
internal sealed class ParquetScores(bool decides, Func<string, bool> isTaken)
{
    private readonly DataField _probability = new(NewNames.Free(ScoredChunk.Probability, isTaken), typeof(double), isNullable: false);
    private readonly DataField _decision = new(NewNames.Free(ScoredChunk.Decision, isTaken), typeof(int), isNullable: false);

    public DataField[] Fields => decides ? [_probability, _decision] : [_probability];

    public async Task WriteAsync(ParquetRowGroupWriter rows, ScoredChunk scores, CancellationToken cancellationToken)
    {
        await rows.WriteAsync<double>(_probability, scores.Probabilities, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (!decides) return;
        await rows.WriteAsync<int>(_decision, Array.ConvertAll(scores.Flags.ToArray(), flag => flag ? 1 : 0).AsMemory(),
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
