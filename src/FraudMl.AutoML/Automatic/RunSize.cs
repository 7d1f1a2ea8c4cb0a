using System.Globalization;

namespace FraudMl;

/// <summary>How many rows fit into a budget.</summary>
/// <param name="Budget">The time; null for no limit.</param>
/// <param name="Threads">How many trials run at once.</param>
internal sealed record RunSize(TimeSpan? Budget, int Threads)
{
    // What a boosted learner of cost 1 gets through in a second on one thread, in rows times features, features and scores included.
    private const double CellsPerSecond = 1_500_000;

    // A budget is good for so many trials at least; the last fit, of a learner dearer than the first, may take a quarter of it.
    private const int FewestTrials = 15, ManyTrials = 40, FewestRows = 20_000;
    private const double LastFitShare = 0.25, CostOfWinner = 2.5;

    // On all rows, and on the folds for calibrator and decision.
    private const int FitsOfMember = 4, MostMembers = 5;

    private double Cells => (Budget?.TotalSeconds ?? double.PositiveInfinity) * Threads * CellsPerSecond;

    /// <summary>Returns what a trial of cost 1 takes on one thread.</summary>
    public static TimeSpan TrialTime(Dataset rows, IFolds folds)
    {
        double width = rows.Features.Count();
        return TimeSpan.FromSeconds(folds.Split(FoldInput.Of(rows)).Sum(fold => fold.TrainingRows.Length * width) / CellsPerSecond);
    }

    /// <summary>Returns the rows that the last fit has time for: the latest ones, or some at random where there is no time.</summary>
    public Dataset Latest(Dataset data, int seed, Story story)
    {
        double most = Math.Max(FewestRows, Cells * LastFitShare / (CostOfWinner * Math.Max(1, data.Features.Count())));
        if (most >= data.RowCount) return data;
        int count = (int)most;
        story.Do(string.Create(CultureInfo.InvariantCulture, $"Learned from {count:N0} of {data.RowCount:N0} rows, "
            + $"{(data.HasTimestamps ? "the latest" : "drawn at random")}: the budget has no time for more."));
        if (!data.HasTimestamps) return data.Sample((double)count / data.RowCount, new() { Seed = seed, KeepFrauds = false });
        int[] latest = data.OrderByTime()[^count..];
        Array.Sort(latest);
        return data.Take(latest);
    }

    /// <summary>Returns how many rows a fold may train on.</summary>
    public int RowsPerFold(Dataset data, Story story)
    {
        const int Folds = 3;
        double rows = Cells / (FewestTrials * Folds * Math.Max(1, data.Features.Count()));
        int fold = (int)Math.Clamp(rows, FewestRows, int.MaxValue);
        if (data.HasTimestamps && fold < data.RowCount * 0.4)
            story.Do(string.Create(CultureInfo.InvariantCulture, $"Trained each trial on the last {fold:N0} rows before those it is "
                + $"validated on, so that many fit into the budget; the winner learned from all {data.RowCount:N0}."));
        return fold;
    }

    /// <summary>Returns how many trials may be blended: each of them is fitted again, which a quarter of the budget must be enough
    /// for.</summary>
    public int MemberCount(Dataset data)
    {
        double once = CostOfWinner * data.RowCount * data.Features.Count();
        return (int)Math.Clamp(Cells * LastFitShare / (FitsOfMember * once), 1, MostMembers);
    }

    /// <summary>Returns how many folds there may be: five where that leaves trials enough, else three.</summary>
    public int FoldCount(Dataset data, int rowsPerFold) =>
        5.0 * Math.Min(data.RowCount * 0.7, rowsPerFold) * data.Features.Count() * ManyTrials <= Cells ? 5 : 3;
}
