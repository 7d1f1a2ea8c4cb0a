using CsCheck;

namespace FraudMl.Tests;

public sealed class DriftCounterTests
{
    [Fact]
    public void A_row_is_counted_in_the_bin_that_the_rule_says() =>
        Gen.Select(Gen.Int[0, 9].Array[1, 60], Gen.Int[-2, 11].Array[1, 40]).Sample((learned, scored) =>
        {
            float[] values = [.. scored.Select(x => x / 3f), float.NaN, -0f, 0, float.MaxValue, -float.Epsilon, float.Epsilon];
            (FraudModel model, ReferenceProfile reference) = Fitted([.. learned.Select(x => x / 3f)]);
            ReferenceColumn column = reference.Columns.Single(column => column.Name == "amount");

            DriftCounts counts = Counted(model, reference, Amounts(values));

            long[] wanted = new long[column.Counts.Count];
            foreach (double x in values.Where(float.IsFinite))
                wanted[column.Edges!.Count(edge => edge < x) + column.Heavy!.Count(heavy => heavy <= x)]++;
            DriftColumnCounts got = counts.Columns.Single(counted => counted.Name == "amount");
            got.Counts.ShouldBe(wanted);
            got.MissingCount.ShouldBe(1);
            counts.RowCount.ShouldBe(values.Length);
            counts.Probability.Counts.Sum().ShouldBe(values.Length);
        }, iter: 60);

    [Fact]
    public void The_rows_of_the_reference_are_counted_as_it_says()
    {
        (FraudModel model, Dataset data) = Mixed(3000, 5);
        var reference = ReferenceProfile.Of(model, data);

        DriftCounts counts = Counted(model, reference, data);

        foreach ((ReferenceColumn column, DriftColumnCounts counted) in reference.Columns.Append(reference.Probability)
            .Zip(counts.Columns.Append(counts.Probability)))
        {
            counted.Counts.ShouldBe(column.Counts.Select(count => (long)count), column.Name);
            counted.MissingCount.ShouldBe(column.MissingCount);
            counted.UnknownCount.ShouldBe(0);
        }
    }

    [Fact]
    public void Counts_of_parts_add_up_to_those_of_the_whole_and_pass_through_JSON()
    {
        (FraudModel model, Dataset data) = Mixed(2000, 5);
        var reference = ReferenceProfile.Of(model, data);
        DriftCounts first = Counted(model, reference, data.Take([.. Enumerable.Range(0, 700)]));
        DriftCounts rest = DriftCounts.FromJson(Counted(model, reference, data.Take([.. Enumerable.Range(700, 1300)])).ToJson());

        first.Add(rest);

        first.ToJson().ShouldBe(Counted(model, reference, data).ToJson());
        DriftReport.Of(reference, first).Verdict.ShouldBe(DriftVerdict.Stable);
    }

    [Fact]
    public void Counts_over_other_bins_are_refused()
    {
        (FraudModel model, Dataset data) = Mixed(1000, 5);
        var reference = ReferenceProfile.Of(model, data);
        var other = ReferenceProfile.Of(model, data.Take([.. Enumerable.Range(0, 500)]));
        DriftCounts counts = Counted(model, reference, data);

        Should.Throw<FraudMlException>(() => counts.Add(Counted(model, other, data))).Message.ShouldContain("same reference profile");
        Should.Throw<FraudMlException>(() => DriftReport.Of(other, counts)).Message.ShouldContain("another reference profile");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("nothing")]
    [InlineData("""{"binsId":"a","rowCount":-1,"columns":[],"probability":{"name":"p","counts":[1],"missingCount":0,"unknownCount":0}}""")]
    [InlineData("""{"binsId":"a","rowCount":1,"columns":[],"probability":{"name":"p","counts":[-1],"missingCount":0,"unknownCount":0}}""")]
    [InlineData("""{"binsId":"a","rowCount":1,"columns":[null],"probability":{"name":"p","counts":[1],"missingCount":0,"unknownCount":0}}""")]
    [InlineData("""{"binsId":"a","rowCount":1,"columns":[],"probability":{"name":"p","missingCount":0,"unknownCount":0}}""")]
    public void What_is_no_counts_is_refused(string json) =>
        Should.Throw<FraudMlException>(() => DriftCounts.FromJson(json)).Message.ShouldContain("DriftCounts.ToJson");

    [Fact]
    public void A_profile_of_another_model_is_refused()
    {
        (FraudModel model, Dataset data) = Mixed(1000, 5);
        var reference = ReferenceProfile.Of(model, data);
        ReferenceColumn amount = reference.Columns[0];

        Should.Throw<FraudMlException>(() => new DriftCounter(model, reference with { Columns = [amount with { Name = "other" }] }))
            .Message.ShouldContain("no Number input 'other'");
        Should.Throw<FraudMlException>(() => new DriftCounter(model, reference with { Columns = [amount with { Counts = [1] }] }))
            .Message.ShouldContain("damaged");
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        (FraudModel model, Dataset data) = Mixed(1000, 5);
        var reference = ReferenceProfile.Of(model, data);
        var counter = new DriftCounter(model, reference);
        DriftCounts counts = counter.NewCounts();
        using ScoringSession session = model.OpenSession(20);
        session.Score();
        counter.Count(session, counts);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++) counter.Count(session, counts);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        counts.RowCount.ShouldBe(20_020);
    }

    internal static (FraudModel Model, Dataset Data) Mixed(int rowCount, int seed)
    {
        Dataset data = FeatureData.Rows(rowCount, seed);
        FraudModel model = new FraudPipelineBuilder().Impute("amount").OneHot("city").OneHot("kind").Drop("when")
            .Train(Trainers.LogisticRegression()).Build().Fit(data);
        return (model, data);
    }

    private static (FraudModel, ReferenceProfile) Fitted(float[] learned)
    {
        Dataset data = Amounts(learned);
        FraudModel model = new FraudPipelineBuilder().Impute("amount").Train(Trainers.LogisticRegression()).Build()
            .Fit(Amounts([1, 2, 3, 4]));
        return (model, ReferenceProfile.Of(model, data));
    }

    private static Dataset Amounts(float[] values) => new([new NumberColumn("amount", values),
        new NumberColumn("label", [.. values.Select((_, row) => row % 2 == 0 ? 1f : 0f)], ColumnRoles.Label)]);

    private static DriftCounts Counted(FraudModel model, ReferenceProfile reference, Dataset data)
    {
        var counter = new DriftCounter(model, reference);
        DriftCounts counts = counter.NewCounts();
        model.ForEachBlock(data, (session, _) => counter.Count(session, counts));
        return counts;
    }
}
