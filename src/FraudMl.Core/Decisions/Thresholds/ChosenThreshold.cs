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
    public static double AtFpr(ScoreSweep sweep, double maxFpr) => Lowest(sweep, i => sweep.LegitsAbove[i] <= maxFpr * sweep.Legits);

    /// <inheritdoc cref="AtFpr"/>
    public static double AtAlertsPerDay(ScoreSweep sweep, double count)
    {
        int days = sweep.DayCount ?? throw new FraudMlException(
            "Alerts per day need to know the day of each transaction, and the dataset has no timestamp. Name one with schema.Timestamp(\"…\").");
        return Lowest(sweep, i => sweep.FraudsAbove[i] + sweep.LegitsAbove[i] <= count * days);
    }

    private static double Lowest(ScoreSweep sweep, Predicate<int> keeps)
    {
        double threshold = Nothing;
        for (int i = 0; i < sweep.Count && keeps(i); i++) threshold = sweep.Thresholds[i];
        return threshold;
    }
}
