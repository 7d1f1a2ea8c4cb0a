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

    /// <summary>Adds what trees find hard to see in the fifteen features: the amount over what is usual, and how many frauds stand behind a
    /// risk.</summary>
    public static FraudPipelineBuilder WithRatios(FraudPipelineBuilder steps) => steps
        .Derive("AmountOverMean1", row => row["TX_AMOUNT"] / row["CUSTOMER_ID_Mean_TX_AMOUNT_1d"])
        .Derive("AmountOverMean7", row => row["TX_AMOUNT"] / row["CUSTOMER_ID_Mean_TX_AMOUNT_7d"])
        .Derive("AmountOverMean30", row => row["TX_AMOUNT"] / row["CUSTOMER_ID_Mean_TX_AMOUNT_30d"])
        .Derive("Frauds1", row => row["TERMINAL_ID_Risk_1d"] * row["TERMINAL_ID_Count_1d"])
        .Derive("Frauds7", row => row["TERMINAL_ID_Risk_7d"] * row["TERMINAL_ID_Count_7d"])
        .Derive("Frauds30", row => row["TERMINAL_ID_Risk_30d"] * row["TERMINAL_ID_Count_30d"]);

    /// <summary>Returns the mean average precision of a pipeline over the four test weeks, fitted anew for each.</summary>
    public double[] TestWeeks(FraudPipeline pipeline) =>
        [.. pipeline.CrossValidate(All, Transactions.Weeks).Folds.Select(fold => fold[Metrics.AveragePrecision])];
}
