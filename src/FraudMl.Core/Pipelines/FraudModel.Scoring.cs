using System.Collections.Concurrent;

namespace FraudMl;

public sealed partial class FraudModel
{
    private readonly ConcurrentBag<ScoringRows> _idle = [];

    /// <summary>Takes a workspace for a few rows; dispose it to give it back. Filling and scoring it allocates nothing once it is warm.</summary>
    /// <param name="rowCount">The number of rows, at least 1.</param>
    public ScoringRows OpenRows(int rowCount)
    {
        // One that is too small is dropped: the larger one takes its place, so no more are kept than were ever in use at once.
        if (_idle.TryTake(out ScoringRows? rows) && rows.Capacity >= rowCount) return rows.Begin(rowCount);
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
