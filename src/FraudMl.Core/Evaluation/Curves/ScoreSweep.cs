namespace FraudMl;

/// <summary>Every distinct score as a threshold, descending, with the weight of what it flags.</summary>
internal sealed record ScoreSweep(double[] Thresholds, double[] FraudsAbove, double[] LegitsAbove, double[]? Costs)
{
    /// <summary>The number of days the rows are spread over; null when unknown.</summary>
    public double? DayCount { get; init; }

    /// <summary>The cost of the frauds at or above each threshold; null when no costs were given.</summary>
    public double[]? Caught { get; init; }

    /// <summary>The cost of all frauds; null when no costs were given.</summary>
    public double? FlagNothing { get; init; }

    public double Frauds => FraudsAbove.Length > 0 ? FraudsAbove[^1] : 0;

    public double Legits => LegitsAbove.Length > 0 ? LegitsAbove[^1] : 0;

    public int Count => Thresholds.Length;

    public static ScoreSweep Of(ScoredRows rows)
    {
        RankedRows ranked = rows.Ranked;
        ScoreGroups groups = ranked.DistinctScores();
        double[] frauds = new double[groups.Count], legits = new double[groups.Count];
        ScoreGroups.Accumulate(ranked.Frauds.Weights, groups.FraudEnds, frauds);
        ScoreGroups.Accumulate(ranked.Legits.Weights, groups.LegitEnds, legits);
        return new(groups.Thresholds, frauds, legits, rows.Costs is null ? null : ThresholdCosts.Of(ranked, groups))
        {
            DayCount = rows.DayCount,
            Caught = rows.Costs is null ? null : ThresholdCosts.Caught(ranked, groups),
            FlagNothing = rows.Tally.Costs?.FlagNothing,
        };
    }

    /// <summary>Returns the thresholds of these positions only.</summary>
    public ScoreSweep At(int[] positions) => new(
        Array.ConvertAll(positions, i => Thresholds[i]),
        Array.ConvertAll(positions, i => FraudsAbove[i]),
        Array.ConvertAll(positions, i => LegitsAbove[i]),
        Costs is null ? null : Array.ConvertAll(positions, i => Costs[i]))
    {
        DayCount = DayCount,
        Caught = Caught is null ? null : Array.ConvertAll(positions, i => Caught[i]),
        FlagNothing = FlagNothing,
    };

    /// <summary>Returns the sweep without the points inside a straight line of the ROC curve, as scikit-learn drops them.</summary>
    public ScoreSweep WithoutCollinear()
    {
        List<int> kept = [];
        for (int i = 0; i < Count; i++)
        {
            if (i == 0 || i == Count - 1 || Bends(FraudsAbove, i) || Bends(LegitsAbove, i)) kept.Add(i);
        }
        return At([.. kept]);
    }

    public double Precision(int i) => FraudsAbove[i] / (FraudsAbove[i] + LegitsAbove[i]);

    public double Recall(int i) => FraudsAbove[i] / Frauds;

    public double FalsePositiveRate(int i) => LegitsAbove[i] / Legits;

    private static bool Bends(double[] values, int i) => values[i + 1] - values[i] != values[i] - values[i - 1];
}
