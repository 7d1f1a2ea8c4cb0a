namespace FraudMl;

/// <summary>Cumulative gains and lift by score decile.</summary>
/// <param name="Rows">Ten rows; none when there is no fraud or the rows are weighted.</param>
public sealed record GainsTable(IReadOnlyList<GainsRow> Rows)
{
    /// <summary>Returns the table of scored rows.</summary>
    /// <param name="rows">The scored rows.</param>
    public static GainsTable Of(ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Weights is not null || rows.Tally.FraudWeight == 0) return new([]);
        return new([.. Enumerable.Range(1, 10).Select(decile => RowOf(rows, decile))]);
    }

    private static GainsRow RowOf(ScoredRows rows, int decile)
    {
        int count = (int)(((long)decile * rows.Count + 9) / 10);
        double gain = RankingMetrics.ExpectedFrauds(rows.Tally, count) / rows.Tally.FraudWeight;
        return new(decile, count, gain, gain * rows.Count / count);
    }
}
