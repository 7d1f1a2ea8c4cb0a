using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

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

    /// <summary>Returns the first rows of the table.</summary>
    public override string ToString() => TableText.Of(
        ["threshold", "flagged", "precision", "recall", "F1"],
        Rows.Select(row => new[] { row.Threshold, row.Flagged, row.Precision, row.Recall, row.F1 }));
}

/// <summary>What would happen if every row with at least this score were flagged.</summary>
/// <param name="Threshold">The score from which rows are flagged.</param>
/// <param name="Flagged">The weight of the flagged rows.</param>
/// <param name="Precision">The share of them that are frauds.</param>
/// <param name="Recall">The share of all frauds among them; NaN without frauds.</param>
/// <param name="F1">The harmonic mean of both; NaN without frauds.</param>
/// <param name="FalsePositiveRate">The share of legitimate rows among them; NaN without legitimate rows.</param>
/// <param name="Cost">The total cost of reviews and missed frauds; null when no costs were given.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record ThresholdRow(
    double Threshold, double Flagged, double Precision, double Recall, double F1, double FalsePositiveRate, double? Cost)
{
    /// <value>F2, in which recall counts twice as much as precision; NaN without frauds.</value>
    public double F2 { get; init; }

    /// <value>False alarms for each fraud found; infinity when none is found.</value>
    public double FalsePositivesPerFraud { get; init; }

    /// <value>The weight of the flagged rows divided by the number of days; null when the days are unknown.</value>
    public double? AlertsPerDay { get; init; }

    /// <value>The cost of frauds that are flagged; null when no costs were given.</value>
    public double? AmountCaught { get; init; }

    /// <value>The cost of frauds that pass; null when no costs were given.</value>
    public double? AmountMissed { get; init; }

    /// <value>What is saved against flagging nothing, reviews paid; null when no costs were given.</value>
    public double? NetSavings { get; init; }
}
