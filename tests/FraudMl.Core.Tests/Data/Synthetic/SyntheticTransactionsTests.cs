using System.Security.Cryptography;

namespace FraudMl.Tests;

public sealed class SyntheticTransactionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Transactions_have_the_layout_of_the_ulb_data_set()
    {
        Dataset data = SyntheticTransactions.CreditCard();

        data.RowCount.ShouldBe(50_000);
        data.FraudCount.ShouldBe(250);
        data.Columns.Select(column => column.Name).ShouldBe(["Time", .. Enumerable.Range(1, 28).Select(i => $"V{i}"), "Amount", "Class"]);
        data["Time"].Roles.ShouldBe(ColumnRoles.Timestamp | ColumnRoles.Feature);
        data.Timestamps.ToArray().ShouldBeInOrder();
        data.Timestamps[^1].ShouldBeInRange(172_000_000_000, 172_800_000_000);
    }

    [Fact]
    public void The_same_seed_gives_the_same_file_and_another_seed_another_one()
    {
        byte[] Hash(int seed)
        {
            SyntheticTransactions.CreditCard(new() { RowCount = 2000, Seed = seed }).WriteCsv(_folder["a.csv"]);
            return SHA256.HashData(File.ReadAllBytes(_folder["a.csv"]));
        }

        byte[] first = Hash(42);

        Hash(42).ShouldBe(first);
        Hash(43).ShouldNotBe(first);
    }

    [Fact]
    public void Frauds_are_separable_in_part_only()
    {
        DatasetProfile profile = SyntheticTransactions.CreditCard().Profile();

        profile["V14"].RocAuc!.Value.ShouldBeInRange(0.1, 0.3);
        profile["V7"].RocAuc!.Value.ShouldBeInRange(0.4, 0.6);
        profile.Columns.Where(column => column.RocAuc is not null && column.Name != "Class")
            .ShouldAllBe(column => column.RocAuc > 0.1 && column.RocAuc < 0.9);
    }

    [Fact]
    public void Amounts_of_frauds_are_heavier_and_nights_are_quiet()
    {
        Dataset data = SyntheticTransactions.CreditCard();
        float[] amounts = ((NumberColumn)data["Amount"]).Values.ToArray();
        bool[] frauds = data.Labels.ToArray();

        amounts.Where((_, row) => frauds[row]).Average().ShouldBeGreaterThan(1.5f * amounts.Where((_, row) => !frauds[row]).Average());
        double Share(int fromHour) =>
            data.Timestamps.ToArray().Count(time => time / 3_600_000_000 % 24 >= fromHour && time / 3_600_000_000 % 24 < fromHour + 4)
                / 50_000.0;
        Share(1).ShouldBeLessThan(Share(13) / 3);
    }

    [Fact]
    public void The_fraud_ratio_is_kept_to_the_row() =>
        SyntheticTransactions.CreditCard(new() { RowCount = 1000, FraudRatio = 0.033 }).FraudCount.ShouldBe(33);

    [Fact]
    public void Options_report_every_broken_rule() =>
        Should.Throw<FraudMlException>(() => SyntheticTransactions.CreditCard(new() { RowCount = 10, FraudRatio = 0 })).Problems.ShouldBe(
        [
            "RowCount must be in [100, 50000000]. Got 10 instead.",
            "FraudRatio must be in (0, 0.5]. Got 0 instead.",
        ]);
}
