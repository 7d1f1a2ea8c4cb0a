using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>False and true positive rate at every distinct score, by descending threshold; the first point is (0, 0) at
/// threshold infinity.</summary>
/// <param name="FalsePositiveRate">Ascending; empty when the rows have only one class.</param>
/// <param name="TruePositiveRate">Ascending.</param>
/// <param name="Thresholds">Descending.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record RocCurve(double[] FalsePositiveRate, double[] TruePositiveRate, double[] Thresholds)
{
    /// <summary>Returns the curve of scored rows.</summary>
    /// <param name="rows">The scored rows.</param>
    /// <param name="maxPoints">The most points kept, at least 2; all by default. Points inside a straight line go first.</param>
    public static RocCurve Of(ScoredRows rows, int maxPoints = int.MaxValue) => Of(ScoreSweep.Of(rows), maxPoints);

    internal static RocCurve Of(ScoreSweep sweep, int maxPoints)
    {
        if (sweep.Frauds == 0 || sweep.Legits == 0) return new([], [], []);
        if (sweep.Count >= maxPoints)
        {
            sweep = sweep.WithoutCollinear();
            sweep = sweep.At(CurveDecimation.Pick(sweep.Count, maxPoints - 1, sweep.FalsePositiveRate, sweep.Recall));
        }
        IEnumerable<int> descending = Enumerable.Range(0, sweep.Count);
        return new(
            [0, .. descending.Select(sweep.FalsePositiveRate)],
            [0, .. descending.Select(sweep.Recall)],
            [double.PositiveInfinity, .. sweep.Thresholds]);
    }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
