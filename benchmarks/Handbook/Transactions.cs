using FraudMl;

namespace Handbook;

/// <summary>The Handbook's transactions, their fifteen features and its folds.</summary>
internal static class Transactions
{
    /// <value>The twelve standard features: the transaction itself included, and a week until labels are known.</value>
    public static EntityWindows[] Windows
    {
        get
        {
            TimeSpan[] windows = [TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];
            return
            [
                FraudMl.Windows.Per("CUSTOMER_ID").IncludingCurrent().Over(windows).Count().Mean("TX_AMOUNT"),
                FraudMl.Windows.Per("TERMINAL_ID").IncludingCurrent().Over(windows).Delayed(TimeSpan.FromDays(7)).Count().Risk(),
            ];
        }
    }

    /// <value>Four weeks after one another from 2018-08-08 on, each trained on the week that ends a week before it.</value>
    public static IFolds Weeks => Folds.Prequential(4, new() { Start = new DateTime(2018, 7, 25), CardKey = "CUSTOMER_ID" });

    /// <summary>Reads the raw file.</summary>
    public static Dataset Read(string path) => Dataset.FromCsv(path, schema => schema
        .Label("TX_FRAUD").Timestamp("TX_DATETIME").Feature("TX_DATETIME").Key("CUSTOMER_ID").Key("TERMINAL_ID")
        .Ignore("TRANSACTION_ID").Ignore("TX_TIME_SECONDS").Ignore("TX_TIME_DAYS").Ignore("TX_FRAUD_SCENARIO"));
}
