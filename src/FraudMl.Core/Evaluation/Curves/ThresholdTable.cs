namespace FraudMl;

/// <summary>What each threshold would flag, catch and cost, by descending threshold.</summary>
/// <param name="Rows">One row per distinct score, or as many as asked for.</param>
public sealed record ThresholdTable(IReadOnlyList<ThresholdRow> Rows)
{
    /// <summary>Returns the table of scored rows.</summary>
    /// <param name="rows">The scored rows.</param>
    /// <param name="maxRows">The most thresholds kept, at least 2; all by default.</param>
    public static ThresholdTable Of(ScoredRows rows, int maxRows = int.MaxValue) => Of(ScoreSweep.Of(rows), maxRows);

    internal static ThresholdTable Of(ScoreSweep sweep, int maxRows)
    {
        int[] kept = CurveDecimation.Pick(sweep.Count, maxRows, i => sweep.Frauds > 0 ? sweep.Recall(i) : 0, sweep.Precision);
        return new(Array.ConvertAll(kept, i => RowOf(sweep, i)));
    }

    private static ThresholdRow RowOf(ScoreSweep sweep, int i)
    {
        double frauds = sweep.FraudsAbove[i], legits = sweep.LegitsAbove[i];
        var confusion = new ConfusionMatrix(frauds, legits, sweep.Legits - legits, sweep.Frauds - frauds);
        return new(
            sweep.Thresholds[i],
            confusion.Flagged,
            confusion.Precision().Value,
            confusion.Recall().Value,
            sweep.Frauds > 0 ? confusion.FBeta(1).Value : double.NaN,
            confusion.FalsePositiveRate().Value,
            sweep.Costs?[i])
        {
            F2 = sweep.Frauds > 0 ? confusion.FBeta(2).Value : double.NaN,
            FalsePositivesPerFraud = legits / frauds,
            AlertsPerDay = confusion.Flagged / sweep.DayCount,
            AmountCaught = sweep.Caught?[i],
            AmountMissed = sweep.FlagNothing - sweep.Caught?[i],
            NetSavings = sweep.FlagNothing - sweep.Costs?[i],
        };
    }
}
