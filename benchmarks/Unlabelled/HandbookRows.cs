using FraudMl;

namespace Unlabelled;

/// <summary>The Handbook's transactions with their twelve window features, and its four weeks.</summary>
internal static class HandbookRows
{
    public static Dataset Read(string path)
    {
        TimeSpan[] windows = [TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];
        return Dataset.FromCsv(path, schema => schema
                .Label("TX_FRAUD").Timestamp("TX_DATETIME").Feature("TX_DATETIME").Key("CUSTOMER_ID").Key("TERMINAL_ID")
                .Ignore("TRANSACTION_ID").Ignore("TX_TIME_SECONDS").Ignore("TX_TIME_DAYS").Ignore("TX_FRAUD_SCENARIO"))
            .WithWindows(
                Velocity.Per("CUSTOMER_ID").IncludingCurrent().Over(windows).Count().Mean("TX_AMOUNT"),
                Velocity.Per("TERMINAL_ID").IncludingCurrent().Over(windows).Delayed(TimeSpan.FromDays(7)).Count().Risk());
    }

    public static FraudPipelineBuilder Steps() => new FraudPipelineBuilder()
        .Calendar("TX_DATETIME", new() { Parts = CalendarParts.Weekend | CalendarParts.Night }).Standardize(Columns.Numbers);

    public static IEnumerable<(Dataset Train, Dataset Test)> Weeks(Dataset data) => Folds
        .Prequential(4, new() { Start = new DateTime(2018, 7, 25), CardKey = "CUSTOMER_ID" })
        .Split(FoldInput.Of(data)).Select(fold => (data.Take(fold.TrainingRows), data.Take(fold.ValidationRows)));
}
