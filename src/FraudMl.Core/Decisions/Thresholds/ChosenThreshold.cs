namespace FraudMl;

/// <summary>Chooses a threshold among distinct scores; one above every probability flags nothing.</summary>
internal static class ChosenThreshold
{
    private static readonly double Nothing = Math.BitIncrement(1.0);

    /// <summary>The highest score with the largest F-measure.</summary>
    public static double BestFBeta(ScoreSweep sweep, double beta)
    {
        (double Threshold, double Value) best = (Nothing, 0);
        for (int i = 0; i < sweep.Count; i++)
        {
            double frauds = sweep.FraudsAbove[i], legits = sweep.LegitsAbove[i];
            double value = new ConfusionMatrix(frauds, legits, sweep.Legits - legits, sweep.Frauds - frauds).FBeta(beta).Value;
            if (value > best.Value) best = (sweep.Thresholds[i], value);
        }
        return best.Threshold;
    }

    /// <summary>The lowest score that keeps the limit.</summary>
    public static double AtFpr(ScoreSweep sweep, double maxFpr) =>
        Lowest(sweep, i => Shares.IsWithin(sweep.LegitsAbove[i], maxFpr, sweep.Legits));

    /// <summary>The lowest score that keeps the capacity, and the weight of what it flags.</summary>
    public static (double Threshold, double Flagged) AtAlertsPerDay(ScoreSweep sweep, double count)
    {
        double days = sweep.DayCount ?? throw new FraudMlException(
            "Alerts per day need the times of the transactions, and the dataset has no timestamp, or all rows have the same time. Name "
            + "one with schema.Timestamp(\"…\").");
        int kept = Kept(sweep, i => Shares.IsWithin(sweep.FraudsAbove[i] + sweep.LegitsAbove[i], count, days));
        return kept == 0 ? (Nothing, 0) : (sweep.Thresholds[kept - 1], sweep.FraudsAbove[kept - 1] + sweep.LegitsAbove[kept - 1]);
    }

    private static double Lowest(ScoreSweep sweep, Predicate<int> keeps) =>
        Kept(sweep, keeps) is > 0 and var kept ? sweep.Thresholds[kept - 1] : Nothing;

    private static int Kept(ScoreSweep sweep, Predicate<int> keeps)
    {
        int kept = 0;
        while (kept < sweep.Count && keeps(kept)) kept++;
        return kept;
    }
}
