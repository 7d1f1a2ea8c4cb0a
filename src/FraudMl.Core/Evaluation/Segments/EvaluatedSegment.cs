namespace FraudMl.Evaluations;

/// <summary>How good a model is in one segment of the rows.</summary>
/// <param name="Name">The text, the band, or when the period begins.</param>
/// <param name="RowCount">The number of its rows.</param>
/// <param name="FraudCount">The number of frauds among them.</param>
/// <param name="FlaggedCount">The number of flagged rows among them.</param>
/// <param name="Values">The metrics with their intervals, in the order of the options; undefined ones with the reason.</param>
public sealed record EvaluatedSegment(string Name, int RowCount, int FraudCount, int FlaggedCount, IReadOnlyList<EvaluatedMetric> Values)
{
    /// <value>When a period begins, in microseconds; null for other segments.</value>
    public long? Start { get; init; }

    /// <value>The share of frauds among the rows.</value>
    public double FraudRatio => (double)FraudCount / RowCount;

    /// <value>The 95 % interval of <see cref="FraudRatio"/> (Wilson).</value>
    public Interval FraudInterval => Interval.Wilson(FraudCount, RowCount);

    internal static EvaluatedSegment Of(string name, long? start, ScoredRows rows, SegmentOptions options)
    {
        int flagged = 0;
        for (int row = 0; row < rows.Count; row++) flagged += rows.IsFlagged(row) ? 1 : 0;
        return new(name, rows.Count, rows.Labels.Count(true), flagged, HeadlineMetrics.Evaluate(rows, options.Metrics, new EvaluationOptions
        {
            IntervalMetrics = options.Metrics, DrawCount = options.DrawCount, Seed = options.Seed, ThreadCount = options.ThreadCount,
        })) { Start = start };
    }

    /// <summary>Returns the segment with its rows, frauds and alerts.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Name}: {RowCount:#,0} rows, {FraudCount:#,0} frauds, {FlaggedCount:#,0} flagged");
}
