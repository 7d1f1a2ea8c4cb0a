using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>What flagging the highest scores brings, by the share of rows that are flagged: recall, precision, alerts a day,
/// money.</summary>
/// <param name="Rows">One row per share, without those that flag as many rows as the one before; none without a fraud.</param>
public sealed record CapacityTable(IReadOnlyList<CapacityRow> Rows)
{
    /// <value>0.1, 0.2, 0.5, 1, 2 and 5 %: where alerts are worked off.</value>
    public static IReadOnlyList<double> UsualShares { get; } = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05];

    /// <summary>Returns the table of scored rows, with Wilson's intervals where rows stand by themselves.</summary>
    /// <param name="rows">The scored rows.</param>
    /// <param name="shares">The shares of the rows to flag, ascending, each in (0, 1]; <see cref="UsualShares"/> by default. At least one
    /// row is flagged, a fraction of a row is one more.</param>
    /// <exception cref="FraudMlException">Thrown when a share is not in (0, 1].</exception>
    public static CapacityTable Of(ScoredRows rows, IReadOnlyList<double>? shares = null) => Of(rows, ScoreSweep.Of(rows), shares);

    internal static CapacityTable Of(ScoredRows rows, ScoreSweep sweep, IReadOnlyList<double>? shares = null)
    {
        shares ??= UsualShares;
        var rule = new RuleAttribute { Above = 0, AtMost = 1 };
        foreach (double share in shares)
        {
            if (!rule.Allows(share))
                throw new FraudMlException(FormattableString.Invariant($"A share to flag must be {rule}. Got {share} instead."));
        }

        if (sweep.Frauds == 0) return new([]);
        double total = sweep.Frauds + sweep.Legits;
        var table = new List<CapacityRow>(shares.Count);
        bool standAlone = rows.Weights is null && rows.Blocks is null;
        int group = 0;
        foreach (double share in shares)
        {
            double flagged = rows.Weights is null ? Math.Max(1, Shares.Ceiling(share, total)) : share * total;
            if (table.Count > 0 && flagged <= table[^1].Flagged) continue;
            while (group < sweep.Count - 1 && sweep.FraudsAbove[group] + sweep.LegitsAbove[group] < flagged) group++;
            CapacityRow row = RowOf(sweep, share, flagged, total, group);
            table.Add(standAlone ? row with
            {
                RecallInterval = Interval.Wilson(row.Recall * sweep.Frauds, sweep.Frauds),
                PrecisionInterval = Interval.Wilson(row.Precision * flagged, flagged),
            } : row);
        }

        return new(table);
    }

    /// <summary>Returns the metrics whose intervals have to be drawn: recall and precision of each share, where rows belong
    /// together.</summary>
    internal static IEnumerable<Metric> Drawn(ScoredRows rows, CapacityTable table) => rows.Weights is not null || rows.Blocks is null
        ? []
        : table.Rows.SelectMany(row => new[] { Metrics.RecallAtTop((int)row.Flagged), Metrics.PrecisionAtTop((int)row.Flagged) });

    internal CapacityTable With(Dictionary<string, Interval?> drawn) => drawn.Count == 0 ? this : new(
        [.. Rows.Select(row => row.RecallInterval is not null ? row : row with
        {
            RecallInterval = drawn.GetValueOrDefault(Metrics.RecallAtTop((int)Math.Max(1, row.Flagged)).Name),
            PrecisionInterval = drawn.GetValueOrDefault(Metrics.PrecisionAtTop((int)Math.Max(1, row.Flagged)).Name),
        })]);

    // Inside a group of tied scores rows come in random order: sums grow in a straight line.
    private static CapacityRow RowOf(ScoreSweep sweep, double share, double flagged, double total, int group)
    {
        double before = group == 0 ? 0 : sweep.FraudsAbove[group - 1] + sweep.LegitsAbove[group - 1];
        double part = (flagged - before) / (sweep.FraudsAbove[group] + sweep.LegitsAbove[group] - before);
        double Within(double[] sums, double start)
        {
            double from = group == 0 ? start : sums[group - 1];
            return part == 1 ? sums[group] : from + part * (sums[group] - from);
        }

        double frauds = Within(sweep.FraudsAbove, 0);
        return new(share, flagged, sweep.Thresholds[group], frauds / sweep.Frauds, frauds / flagged)
        {
            Lift = frauds / flagged / (sweep.Frauds / total),
            AlertsPerDay = flagged / sweep.DayCount,
            AmountCaught = sweep.Caught is { } caught ? Within(caught, 0) : null,
            NetSavings = sweep is { Costs: { } costs, FlagNothing: { } nothing } ? nothing - Within(costs, nothing) : null,
        };
    }

    /// <summary>Returns the table.</summary>
    public override string ToString() => TableText.Of(
        ["share", "flagged", "threshold", "recall", "precision", "lift"],
        Rows.Select(row => new[] { row.Share, row.Flagged, row.Threshold, row.Recall, row.Precision, row.Lift }));
}

/// <summary>What flagging the highest scores up to a share of the rows brings; tied rows are taken in random order.</summary>
/// <param name="Share">The share of the rows that is flagged.</param>
/// <param name="Flagged">The weight of the flagged rows.</param>
/// <param name="Threshold">The lowest score among them.</param>
/// <param name="Recall">The share of all frauds among them.</param>
/// <param name="Precision">The share of them that are frauds.</param>
public sealed record CapacityRow(double Share, double Flagged, double Threshold, double Recall, double Precision)
{
    /// <value>How many times more frauds they hold than as many random rows.</value>
    public double Lift { get; init; }

    /// <value>The weight of the flagged rows divided by the days that went by; null when the times are unknown.</value>
    public double? AlertsPerDay { get; init; }

    /// <value>The cost of the frauds among them; null when no costs were given.</value>
    public double? AmountCaught { get; init; }

    /// <value>What is saved against flagging nothing, reviews paid; null when no costs were given.</value>
    public double? NetSavings { get; init; }

    /// <value>The 95 % interval of the recall, the threshold taken as given: Wilson's, or in an evaluation by bootstrap where rows belong
    /// together in blocks; null for weighted rows.</value>
    public Interval? RecallInterval { get; init; }

    /// <value>The 95 % interval of the precision, like <see cref="RecallInterval"/>.</value>
    public Interval? PrecisionInterval { get; init; }
}
