namespace FraudMl.Tests;

public sealed class RealDataTests
{
    [RealFileFact("creditcard_subset.csv.gz")]
    public void The_credit_card_subset_reads_as_its_description_says()
    {
        Dataset data = Dataset.FromCsv(RealFiles.PathOf("creditcard_subset.csv.gz")!,
            schema => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds));

        data.RowCount.ShouldBe(14_111);
        data.FraudCount.ShouldBe(492);
        data.Features.Select(column => column.Name).ShouldBe([.. Enumerable.Range(1, 28).Select(i => $"V{i}"), "Amount"]);
        data.Features.ShouldAllBe(column => column.Kind == ColumnKind.Number);
        data.Timestamps[0].ShouldBe(4_000_000);
        data.Timestamps[^1].ShouldBe(172_756_000_000);
        ReadOnlySpan<float> amounts = ((NumberColumn)data["Amount"]).Values;
        double fraudSum = 0;
        for (int row = 0; row < data.RowCount; row++) fraudSum += data.Labels[row] ? amounts[row] : 0;
        fraudSum.ShouldBe(60_127.97, 0.01);
    }

    [RealFileFact("sparkov_subset.csv.gz")]
    public void Sparkov_transactions_read_with_the_right_kinds()
    {
        Dataset data = Dataset.FromCsv(RealFiles.PathOf("sparkov_subset.csv.gz")!,
            schema => schema.Label("is_fraud").Timestamp("trans_date_trans_time").Key("cc_num"));

        data.RowCount.ShouldBe(55_572);
        data.FraudCount.ShouldBe(216);
        data.Timestamps[0].ShouldBe(1592741665000000);
        Names(data, ColumnKind.Text).ShouldBe(["cc_num", "merchant", "category", "first", "last", "gender", "street", "city", "state",
            "job", "trans_num", "unix_time"]);
        Names(data, ColumnKind.Timestamp).ShouldBe(["trans_date_trans_time", "dob"]);
        Counts(data, "category", "gender", "state", "job", "merchant", "city").ShouldBe([14, 2, 50, 476, 693, 839]);
        ((TextColumn)data["merchant"]).Dictionary.Texts.ShouldContain("fraud_Swaniawski, Nitzsche and Welch");
    }

    [RealFileFact("vehicle_claims.csv.gz")]
    public void Vehicle_claims_read_with_the_right_kinds()
    {
        Dataset data = Dataset.FromCsv(RealFiles.PathOf("vehicle_claims.csv.gz")!,
            schema => schema.Label("FraudFound_P").Ignore("PolicyNumber"));

        data.RowCount.ShouldBe(15_420);
        data.FraudCount.ShouldBe(923);
        data.Columns.Count.ShouldBe(33);
        data["PolicyNumber"].Roles.ShouldBe(ColumnRoles.Ignored);
        Names(data, ColumnKind.Number).ShouldBe(
            ["WeekOfMonth", "WeekOfMonthClaimed", "Age", "FraudFound_P", "PolicyNumber", "RepNumber", "Deductible",
                "DriverRating", "Year"]);
        Counts(data, "Make", "PolicyType", "AgeOfVehicle").ShouldBe([19, 9, 8]);
        ((TextColumn)data["PastNumberOfClaims"]).Dictionary.Texts.ShouldContain("none");
    }

    private static string[] Names(Dataset data, ColumnKind kind) =>
        [.. data.Columns.Where(column => column.Kind == kind).Select(column => column.Name)];

    private static int[] Counts(Dataset data, params string[] columns) =>
        [.. columns.Select(column => ((TextColumn)data[column]).Dictionary.Count)];
}
