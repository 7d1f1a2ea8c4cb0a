using System.Security.Cryptography;

namespace FraudMl.Tests;

public sealed class SyntheticPaymentsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Payments_are_raw_card_transactions_by_time()
    {
        Dataset data = SyntheticTransactions.Payments(new() { CustomerCount = 300, TerminalCount = 600, DayCount = 60 });

        data.Columns.Select(column => column.Name).ShouldBe(
            ["TRANSACTION_ID", "TX_DATETIME", "CUSTOMER_ID", "TERMINAL_ID", "TX_AMOUNT", "CATEGORY", "ENTRY", "TX_FRAUD",
                "TX_FRAUD_SCENARIO"]);
        data.RowCount.ShouldBeInRange(30_000, 42_000);
        ((double)data.FraudCount / data.RowCount).ShouldBeInRange(0.004, 0.03);
        data.Timestamps.ToArray().ShouldBeInOrder();
        data.Timestamps[^1].ShouldBeGreaterThan(data.Timestamps[0] + (59 * 86_400_000_000));
        ((NumberColumn)data["TX_AMOUNT"]).Values.ToArray().ShouldAllBe(amount => amount >= 0.5f);
        ((NumberColumn)data["TX_FRAUD_SCENARIO"]).Values.ToArray().Distinct().Order().ShouldBe([0f, 1f, 2f, 3f]);
        ((TextColumn)data["ENTRY"]).Codes.ToArray().Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_file_and_another_seed_another_one()
    {
        byte[] Hash(int seed)
        {
            SyntheticTransactions.Payments(new() { CustomerCount = 50, TerminalCount = 50, DayCount = 20, Seed = seed })
                .WriteCsv(_folder["a.csv"]);
            return SHA256.HashData(File.ReadAllBytes(_folder["a.csv"]));
        }

        byte[] first = Hash(42);

        Hash(42).ShouldBe(first);
        Hash(43).ShouldNotBe(first);
    }

    [Fact]
    public void Windows_tell_frauds_that_single_columns_do_not()
    {
        Dataset data = SyntheticTransactions.Payments(new() { CustomerCount = 500, TerminalCount = 800, DayCount = 60 }).WithWindows(
            Velocity.Per("CUSTOMER_ID").Over(TimeSpan.FromHours(1)).Count().Over(TimeSpan.FromDays(30)).RatioToMean("TX_AMOUNT"),
            Velocity.Per("TERMINAL_ID").Over(TimeSpan.FromDays(30)).Delayed(TimeSpan.FromDays(7)).Risk());
        float[] scenarios = ((NumberColumn)data["TX_FRAUD_SCENARIO"]).Values.ToArray();

        double Mean(string column, int scenario) => ((NumberColumn)data[column]).Values.ToArray()
            .Where((value, row) => scenarios[row] == scenario && !float.IsNaN(value)).Average();
        Mean("CUSTOMER_ID_Count_1h", 1).ShouldBeGreaterThan(Mean("CUSTOMER_ID_Count_1h", 0) + 0.5);
        Mean("TERMINAL_ID_Risk_30d_after7d", 2).ShouldBeGreaterThan(5 * Mean("TERMINAL_ID_Risk_30d_after7d", 0));
        Mean("CUSTOMER_ID_RatioToMean_TX_AMOUNT_30d", 3).ShouldBeGreaterThan(2 * Mean("CUSTOMER_ID_RatioToMean_TX_AMOUNT_30d", 0));
    }

    [Fact]
    public void Options_report_every_broken_rule() =>
        Should.Throw<FraudMlException>(() => SyntheticTransactions.Payments(new() { CustomerCount = 1, DayCount = 0 })).Problems.ShouldBe(
        [
            "CustomerCount must be in [10, 100000]. Got 1 instead.",
            "DayCount must be in [1, 3650]. Got 0 instead.",
        ]);
}
