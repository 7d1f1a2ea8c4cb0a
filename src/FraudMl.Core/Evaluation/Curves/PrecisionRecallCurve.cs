namespace FraudMl.Evaluations;

/// <summary>Precision and recall at every distinct score, by ascending threshold; a last point (recall 0, precision
/// 1) has no threshold.</summary>
/// <param name="Precision">One more than the thresholds.</param>
/// <param name="Recall">One more than the thresholds.</param>
/// <param name="Thresholds">Ascending; empty when there is no fraud.</param>
public sealed record PrecisionRecallCurve(double[] Precision, double[] Recall, double[] Thresholds)
{
    /// <summary>Returns the curve of scored rows.</summary>
    /// <param name="rows">The scored rows.</param>
    /// <param name="maxPoints">The most points kept, at least 2; all by default.</param>
    public static PrecisionRecallCurve Of(ScoredRows rows, int maxPoints = int.MaxValue) => Of(ScoreSweep.Of(rows), maxPoints);

    internal static PrecisionRecallCurve Of(ScoreSweep sweep, int maxPoints)
    {
        if (sweep.Frauds == 0) return new([], [], []);
        ScoreSweep kept = sweep.At(CurveDecimation.Pick(sweep.Count, maxPoints, sweep.Recall, sweep.Precision));
        int[] ascending = [.. Enumerable.Range(0, kept.Count).Reverse()];
        return new(
            [.. ascending.Select(kept.Precision), 1],
            [.. ascending.Select(kept.Recall), 0],
            Array.ConvertAll(ascending, i => kept.Thresholds[i]));
    }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
