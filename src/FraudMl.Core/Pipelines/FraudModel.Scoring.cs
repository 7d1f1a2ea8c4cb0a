using System.Collections.Concurrent;

namespace FraudMl;

public sealed partial class FraudModel
{
    private readonly ConcurrentBag<ScoringRows> _idle = [];

    /// <summary>Takes a workspace for a few rows; dispose it to give it back. Filling and scoring it allocates nothing once it is warm.</summary>
    /// <param name="rowCount">The number of rows, at least 1.</param>
    public ScoringRows OpenRows(int rowCount)
    {
        if (_idle.TryTake(out ScoringRows? rows))
        {
            if (rows.Capacity >= rowCount) return rows.Begin(rowCount);
            _idle.Add(rows);
        }

        return new ScoringRows(this, rowCount).Begin(rowCount);
    }

    internal RowBlock NewBlock(int capacity) => _features.NewBlock(capacity);

    internal void Give(ScoringRows rows) => _idle.Add(rows);

    internal void ScoreBlock(RowBlock block, Span<float> scratch, Span<double> probabilities)
    {
        _features.Transform(block);
        Score(block, scratch, probabilities);
    }
}
