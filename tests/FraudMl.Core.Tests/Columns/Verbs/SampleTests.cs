namespace FraudMl.Tests;

public sealed class SampleTests
{
    private static readonly Dataset Rows = FeatureData.Rows(1000);

    [Fact]
    public void Every_fraud_and_the_share_of_the_rest_stay_in_order()
    {
        Dataset sample = Rows.Sample(0.1);
        int legits = Rows.RowCount - Rows.FraudCount;

        sample.FraudCount.ShouldBe(Rows.FraudCount);
        (sample.RowCount - sample.FraudCount).ShouldBe((int)Math.Round(0.1 * legits));
        sample.Name.ShouldBe("dataset (every fraud, 10% of the rest)");
        Dataset numbered = new([.. Rows.Columns, new NumberColumn("row", [.. Enumerable.Range(0, 1000).Select(row => (float)row)])]);
        float[] rows = ((NumberColumn)numbered.Sample(0.3)["row"]).Values.ToArray();
        rows.ShouldBe(rows.Order());
    }

    [Fact]
    public void The_same_seed_takes_the_same_rows_and_another_takes_others()
    {
        Rows.Sample(0.2).Digest().ShouldBe(Rows.Sample(0.2).Digest());
        Rows.Sample(0.2).Digest().ShouldNotBe(Rows.Sample(0.2, new() { Seed = 7 }).Digest());
    }

    [Fact]
    public void Every_row_is_taken_as_often_as_its_share()
    {
        var data = new Dataset([new NumberColumn("row", [.. Enumerable.Range(0, 20).Select(row => (float)row)])]);
        int[] counts = new int[20];
        for (int seed = 0; seed < 2000; seed++)
        {
            foreach (float row in ((NumberColumn)data.Sample(0.25, new() { Seed = seed })["row"]).Values) counts[(int)row]++;
        }

        counts.Sum().ShouldBe(2000 * 5);
        counts.ShouldAllBe(count => Math.Abs(count - 500) < 100);
    }

    [Fact]
    public void Weights_give_the_shares_back()
    {
        Dataset sample = Rows.Sample(0.07, new() { WeightColumn = "Weight" });

        sample.Weights.ToArray().Sum(weight => (double)weight).ShouldBe(1000, 0.01);
        sample["Weight"].Roles.ShouldBe(ColumnRoles.Weight);
        Dataset again = sample.Sample(0.5, new() { WeightColumn = "Weight" });
        again.Weights.ToArray().Sum(weight => (double)weight).ShouldBe(1000, 15);
        VerbData.Refused(() => sample.Sample(0.5, new() { WeightColumn = "W" })).Message
            .ShouldContain("has its weights in 'Weight'. Give that as WeightColumn");
        VerbData.Refused(() => Rows.Sample(0.5, new() { WeightColumn = "city" })).Message.ShouldContain("Choose another WeightColumn.");
    }

    [Fact]
    public void Without_a_label_or_on_demand_the_share_is_of_all_rows()
    {
        Rows.Drop("label").Sample(0.1).RowCount.ShouldBe(100);
        Rows.Sample(0.1, new() { KeepFrauds = false }).RowCount.ShouldBe(100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_share_out_of_range_is_refused(double share) =>
        VerbData.Refused(() => Rows.Sample(share)).Message
            .ShouldBe(FormattableString.Invariant($"share must be in (0, 1]. Got {share} instead."));
}
