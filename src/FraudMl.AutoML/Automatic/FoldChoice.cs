using System.Globalization;

namespace FraudMl;

/// <summary>How pipelines are validated.</summary>
internal static class FoldChoice
{
    private const int FewestFraudsPerFold = 5;
    private const double ValidatedShare = 0.6;

    /// <summary>Returns the first scheme of which every fold has frauds enough: along time, with the gap of the labels' delay; whole
    /// entities; else stratified.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="labelDelay">How long labels take.</param>
    /// <param name="rowCount">The most rows that a fold trains on.</param>
    /// <param name="most">The most folds.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="story">What is told.</param>
    public static IFolds Of(Dataset data, TimeSpan labelDelay, int rowCount, int most, int seed, Story story)
    {
        FoldInput rows = FoldInput.Of(data);
        if (data.HasTimestamps)
        {
            foreach (TimeSpan gap in new[] { labelDelay, TimeSpan.Zero }.Distinct())
            {
                for (int count = most; count >= 2; count--)
                {
                    if (!Suits(ByTime(data.RowCount, count, gap, rowCount), rows, out IFolds folds)) continue;
                    string after = gap == TimeSpan.Zero ? ""
                        : string.Create(CultureInfo.InvariantCulture, $", {gap.TotalDays:0.#} days after what was trained on");
                    story.Do($"Validated by time: {count} times on the rows that follow{after}.");
                    return folds;
                }
            }

            story.Warn("The frauds lie so unevenly in time that no split by time has enough of them on both sides; rows were drawn at "
                + "random instead, and the figures may be too good.");
        }

        if (data.Columns.FirstOrDefault(column => column.Is(ColumnRoles.Key)) is { } key
            && Suits(Folds.StratifiedGrouped(key.Name, most), rows, out IFolds grouped))
        {
            story.Do($"Validated on {most} folds in which all rows of a '{key.Name}' stay together.");
            return grouped;
        }

        int stratified = Math.Clamp(Math.Min(data.FraudCount, data.RowCount - data.FraudCount) / 2, 2, most);
        story.Do($"Validated on {stratified} stratified folds.");
        return Folds.Stratified(stratified, seed);
    }

    private static IFolds ByTime(int all, int count, TimeSpan gap, int rowCount)
    {
        int validated = Math.Max(1, Math.Min((int)(all * ValidatedShare / count), rowCount / 2));
        return Folds.TimeOrdered(count, new()
        {
            Gap = gap,
            ValidationRowCount = validated,
            MaximumTrainingRowCount = rowCount < all ? rowCount : null,
        });
    }

    private static bool Suits(IFolds folds, FoldInput rows, out IFolds suiting)
    {
        suiting = folds;
        try
        {
            return folds.Split(rows).SelectMany(fold => new[] { fold.TrainingRows, fold.ValidationRows })
                .All(side => Enough(side, rows.Labels.Span));
        }
        catch (FraudMlException)
        {
            return false;
        }
    }

    private static bool Enough(int[] rows, ReadOnlySpan<bool> labels)
    {
        int frauds = 0;
        foreach (int row in rows)
        {
            if (labels[row]) frauds++;
        }

        return frauds >= FewestFraudsPerFold && rows.Length - frauds >= FewestFraudsPerFold;
    }
}
