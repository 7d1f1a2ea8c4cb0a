using FraudMl;

namespace Handbook;

/// <summary>The Handbook's transactions with its fifteen features.</summary>
internal static class Transactions
{
    /// <summary>Reads the raw file.</summary>
    public static Dataset Read(string path) => Dataset.FromCsv(path, schema => schema
        .Label("TX_FRAUD").Timestamp("TX_DATETIME").Key("CUSTOMER_ID").Key("TERMINAL_ID")
        .Ignore("TRANSACTION_ID").Ignore("TX_TIME_SECONDS").Ignore("TX_TIME_DAYS").Ignore("TX_FRAUD_SCENARIO"));

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

    /// <summary>Adds the weekend (Saturday, Sunday) and the night (up to 6:59) as 0 and 1.</summary>
    public static Dataset WithCalendar(Dataset data)
    {
        DateTime[] times = [.. data.Timestamps.ToArray().Select(time => DateTime.UnixEpoch.AddMicroseconds(time))];
        NumberColumn weekend = new("WEEKEND", Array.ConvertAll(times, time => time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1f : 0f));
        NumberColumn night = new("NIGHT", Array.ConvertAll(times, time => time.Hour <= 6 ? 1f : 0f));
        return new Dataset([.. data.Columns, weekend, night], data.Name);
    }
}
