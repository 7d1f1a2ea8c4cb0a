namespace FraudMl.Evaluations;

/// <summary>Detection error trade-off: false positive against false negative rate, by ascending threshold, without the flat ends.</summary>
/// <param name="FalsePositiveRate">Descending; empty when the rows have only one class.</param>
/// <param name="FalseNegativeRate">Ascending.</param>
/// <param name="Thresholds">Ascending.</param>
public sealed record DetCurve(double[] FalsePositiveRate, double[] FalseNegativeRate, double[] Thresholds)
{
    /// <summary>Returns the curve of scored rows.</summary>
    /// <param name="rows">The scored rows.</param>
    public static DetCurve Of(ScoredRows rows)
    {
        ScoreSweep sweep = ScoreSweep.Of(rows);
        if (sweep.Frauds == 0 || sweep.Legits == 0) return new([], [], []);
        int first = Array.FindLastIndex(sweep.LegitsAbove, legits => legits == sweep.LegitsAbove[0]);
        int last = Array.FindIndex(sweep.FraudsAbove, frauds => frauds == sweep.Frauds);
        int[] ascending = [.. Enumerable.Range(first, Math.Max(1, last - first + 1)).Reverse()];
        return new(
            Array.ConvertAll(ascending, i => sweep.FalsePositiveRate(i)),
            Array.ConvertAll(ascending, i => (sweep.Frauds - sweep.FraudsAbove[i]) / sweep.Frauds),
            Array.ConvertAll(ascending, i => sweep.Thresholds[i]));
    }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
