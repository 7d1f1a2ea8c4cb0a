namespace FraudMl.Tests;

public sealed class DriftReportTests
{
    private static readonly (FraudModel Model, Dataset Data) Learned = Fit();
    private static readonly ReferenceProfile Reference = ReferenceProfile.Of(Learned.Model, Learned.Data);

    [Fact]
    public void Rows_of_the_same_kind_are_stable()
    {
        DriftReport report = Rows(4000, seed: 2).Drift(Learned.Model, Reference);

        report.Verdict.ShouldBe(DriftVerdict.Stable, report.ToString());
        report.Findings.ShouldBeEmpty();
        report.RowCount.ShouldBe(4000);
        report.Columns.Select(column => column.Name).ShouldBe(["amount", "hour", "merchant", "channel"]);
        report.Columns[0].Text.ShouldStartWith("'amount' is as in the reference: PSI 0.0");
    }

    [Fact]
    public void The_reference_itself_is_at_no_distance()
    {
        DriftReport report = Learned.Data.Drift(Learned.Model, Reference);

        foreach (DriftColumn column in report.Columns.Append(report.Probability))
        {
            column.Psi!.Value.ShouldBe(0, 1e-12, column.Name);
            column.JensenShannon!.Value.ShouldBe(0, 1e-7);
            column.PValue.ShouldBe(1);
        }
    }

    [Fact]
    public void What_moved_is_named_with_how_far()
    {
        DriftReport report = Rows(4000, seed: 2, amount: 3).Drift(Learned.Model, Reference);

        report.Verdict.ShouldBe(DriftVerdict.Act);
        DriftColumn amount = report.Columns[0];
        amount.Verdict.ShouldBe(DriftVerdict.Act);
        amount.Text.ShouldMatch(@"^'amount' has moved: PSI \d\.\d{3}, of which chance explains 0\.00\d\.$");
        amount.KolmogorovSmirnov!.Value.ShouldBeGreaterThan(0.2);
        report.Probability.Verdict.ShouldBe(DriftVerdict.Act);
        report.Columns[1].Verdict.ShouldBe(DriftVerdict.Stable);
        report.ToString().ShouldContain("Act: 'amount' has moved");
    }

    [Fact]
    public void Values_that_go_missing_and_categories_that_are_new_have_tests_of_their_own()
    {
        DriftReport report = Rows(4000, seed: 2, missing: 0.03, unknown: 0.08).Drift(Learned.Model, Reference);

        DriftColumn amount = report.Columns[0], channel = report.Columns[3];
        amount.Verdict.ShouldBe(DriftVerdict.Watch);
        amount.Text.ShouldMatch(@"^'amount' is missing in \d\.\d\d % of the rows, in the reference in 0\.00 %\.$");
        channel.Verdict.ShouldBe(DriftVerdict.Act);
        channel.Text.ShouldMatch(@"'channel' has texts that training never saw in \d\.\d\d % of the rows, where 0\.00 % are expected\.");
    }

    [Fact]
    public void New_merchants_are_no_drift_where_there_were_always_new_ones()
    {
        DriftReport report = Rows(4000, seed: 3).Drift(Learned.Model, Reference);

        DriftColumn merchant = report.Columns[2];
        merchant.UnknownRatio!.Value.ShouldBeGreaterThan(0.05);
        merchant.ExpectedUnknownRatio!.Value.ShouldBe(merchant.UnknownRatio.Value, 0.03);
        merchant.Verdict.ShouldBe(DriftVerdict.Stable, merchant.Text);
    }

    [Fact]
    public void Few_rows_are_not_judged_and_small_samples_not_believed()
    {
        DriftReport few = Rows(99, seed: 2, amount: 3).Drift(Learned.Model, Reference);
        few.Verdict.ShouldBe(DriftVerdict.TooFewRows);
        few.Columns[0].Text.ShouldBe("'amount' can't be judged yet: 99 of at least 100 rows.");

        // Of a hundred rows the index is near 0.1 by chance alone.
        DriftColumn small = Rows(100, seed: 2).Drift(Learned.Model, Reference).Columns[0];
        small.PsiExpected!.Value.ShouldBe(0.09, 0.02);
        small.Verdict.ShouldBe(DriftVerdict.Stable);
    }

    [Fact]
    public void Many_rows_that_moved_by_little_are_stable_and_said_to_have_moved()
    {
        DriftColumn amount = Rows(50_000, seed: 2, amount: 0.3).Drift(Learned.Model, Reference).Columns[0];

        amount.PValue!.Value.ShouldBeLessThan(1e-6);
        amount.Verdict.ShouldBe(DriftVerdict.Stable);
        amount.Text.ShouldStartWith("'amount' has moved by little: PSI 0.0");
    }

    [Fact]
    public void Chance_alone_is_told_as_drift_hardly_ever()
    {
        // Without any limit on the distance, what is told is what the tests find.
        var strict = new DriftOptions { WatchPsi = 1e-9, ActPsi = 1e-9, WatchRatio = 1e-9, ActRatio = 1e-9, FalseDiscoveryRate = 0.05 };
        int told = Enumerable.Range(0, 200).Count(seed =>
            Rows(seed % 2 == 0 ? 150 : 2000, 1000 + seed).Drift(Learned.Model, Reference, strict).Verdict != DriftVerdict.Stable);

        // 5 % are expected; the upper end of what 200 draws give once in a thousand is 21.
        told.ShouldBeLessThan(22);
    }

    [Fact]
    public void A_column_without_values_has_nothing_to_compare()
    {
        DriftColumn amount = Rows(500, seed: 2, missing: 1).Drift(Learned.Model, Reference).Columns[0];

        amount.Psi.ShouldBeNull();
        amount.PValue.ShouldBeNull();
        amount.Verdict.ShouldBe(DriftVerdict.Act);
        amount.Text.ShouldBe("'amount' is missing in 100.00 % of the rows, in the reference in 0.00 %.");
    }

    [Fact]
    public void Limits_out_of_order_are_refused() =>
        Should.Throw<FraudMlException>(() => Learned.Data.Drift(Learned.Model, Reference, new() { WatchPsi = 0.5 })).Message
            .ShouldContain("WatchPsi must be at most ActPsi, 0.25. Got 0.5 instead.");

    [Fact]
    public void A_report_is_plain_JSON()
    {
        string json = Rows(500, seed: 2).Drift(Learned.Model, Reference).ToJson();

        json.ShouldStartWith("{\"rowCount\":500,");
        json.ShouldContain("\"verdict\":\"Stable\"");
    }

    private static (FraudModel, Dataset) Fit()
    {
        Dataset data = Rows(6000, seed: 1);
        return (new FraudPipelineBuilder().OneHot("channel").Frequency("merchant").Train(Trainers.LogisticRegression())
            .Build().Fit(data), data);
    }

    private static Dataset Rows(int count, int seed, double amount = 0, double missing = 0, double unknown = 0)
    {
        var random = new Random(seed);
        string[] channels = ["shop", "web", "atm"], merchants = [.. Enumerable.Range(0, 40_000).Select(i => $"m{i}")];
        var amounts = new float[count];
        var hours = new float[count];
        var merchantCodes = new int[count];
        var channelCodes = new int[count];
        var labels = new float[count];
        for (int row = 0; row < count; row++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            amounts[row] = random.NextDouble() < missing ? float.NaN : (float)(normal + (amount * 0.5));
            hours[row] = random.Next(24);
            merchantCodes[row] = (int)(merchants.Length * Math.Pow(random.NextDouble(), 6));
            channelCodes[row] = random.NextDouble() < unknown ? 3 : random.Next(3);
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(3 - (2 * (float.IsNaN(amounts[row]) ? 0 : amounts[row])))) ? 1 : 0;
        }

        return new Dataset(
        [
            new NumberColumn("amount", amounts), new NumberColumn("hour", hours),
            new TextColumn("merchant", merchantCodes, new TextDictionary(merchants)),
            new TextColumn("channel", channelCodes, new TextDictionary([.. channels, "fax"])),
            new NumberColumn("label", labels, ColumnRoles.Label),
        ]);
    }
}
