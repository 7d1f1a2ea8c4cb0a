namespace FraudMl.Evaluations;

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

    /// <summary>Returns the table.</summary>
    public override string ToString() =>
        TableText.Of(["decile", "rows", "gain", "lift"], Rows.Select(row => new double[] { row.Decile, row.RowCount, row.Gain, row.Lift }));
}

/// <summary>What the highest scores up to a decile catch; tied rows are taken in random order.</summary>
/// <param name="Decile">1 to 10.</param>
/// <param name="RowCount">The number of rows up to this decile.</param>
/// <param name="Gain">The share of all frauds among them.</param>
/// <param name="Lift">How many times more frauds they hold than as many random rows.</param>
public sealed record GainsRow(int Decile, int RowCount, double Gain, double Lift);
