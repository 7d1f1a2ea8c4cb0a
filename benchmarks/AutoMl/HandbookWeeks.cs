using FraudMl;
using Handbook;

namespace AutoMl;

/// <summary>The Handbook's transactions as a search sees them: four validation weeks, of which the last ends before the first test week
/// begins, each trained on the week that ends a week before it.</summary>
internal sealed class HandbookWeeks
{
    private static readonly DateTime FirstTestDay = new(2018, 8, 8, 0, 0, 0, DateTimeKind.Utc);

    private HandbookWeeks(Dataset all) =>
        (All, Train) = (all, all.Where(row => row.Time("TX_DATETIME") < FirstTestDay && row.Time("TX_DATETIME") >= FirstTrainingDay));

    public static IFolds Validation { get; } = Folds.Prequential(4, new() { Start = FirstTrainingDay, CardKey = "CUSTOMER_ID" });

    /// <value>Every transaction.</value>
    public Dataset All { get; }

    /// <value>The transactions that a search sees.</value>
    public Dataset Train { get; }

    private static DateTime FirstTrainingDay => new(2018, 6, 27, 0, 0, 0, DateTimeKind.Utc);

    public static HandbookWeeks Read(string path) => new(Transactions.Read(path).WithWindows(Transactions.Windows));

    public static FraudPipelineBuilder Steps() =>
        new FraudPipelineBuilder().Calendar("TX_DATETIME", new() { Parts = CalendarParts.Weekend | CalendarParts.Night });

    /// <summary>Returns the mean average precision of a pipeline over the four test weeks, fitted anew for each.</summary>
    public double[] TestWeeks(FraudPipeline pipeline) =>
        [.. pipeline.CrossValidate(All, Transactions.Weeks).Folds.Select(fold => fold[Metrics.AveragePrecision])];
}
