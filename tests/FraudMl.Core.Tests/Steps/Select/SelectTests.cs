namespace FraudMl.Tests;

public sealed class SelectTests
{
    [Fact]
    public void The_first_of_two_columns_that_follow_each_other_stays()
    {
        FraudModel model = Fit(builder => builder.Derive("twice", row => -2 * row["balance"]).SelectUncorrelated(Columns.Numbers));

        ColumnSelection selection = model.Selections.ShouldHaveSingleItem();
        selection.Columns.Single(column => column.Column == "twice").ShouldSatisfyAllConditions(
            column => column.IsKept.ShouldBeFalse(), column => column.Score.ShouldBe(1, 1e-6));
        model.Features.ShouldContain(feature => feature.Name == "balance");
        model.Features.ShouldNotContain(feature => feature.Name == "twice");
    }

    [Fact]
    public void A_column_that_drifts_in_time_ends()
    {
        Dataset data = FeatureData.Rows();
        long[] times = [.. Enumerable.Range(0, 1000).Select(row => (long)row)];
        Dataset drifting = data.With(new TimestampColumn("when", times))
            .With(new NumberColumn("small", [.. times.Select(time => (float)time)]));

        FraudModel model = Fit(builder => builder.SelectStable(Columns.Numbers), drifting);

        model.Features.Select(feature => feature.Name).ShouldBe(["amount", "balance", "angle"]);
        model.Selections[0].Columns[^1].Score.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_constant_ends_and_what_knows_the_label_stays()
    {
        Dataset data = FeatureData.Rows();
        float[] labels = ((NumberColumn)data["label"]).Values.ToArray();
        Dataset telling = data.With(new NumberColumn("small", [.. labels.Select((label, row) => label + (0.1f * (row % 7)))]));

        FraudModel model = Fit(
            builder => builder.Derive("constant", row => (row["balance"] * 0) + 7.3f).SelectByVariance(Columns.Numbers)
                .SelectBest(Columns.Numbers, new() { Count = 1 }), telling);

        model.Features.ShouldHaveSingleItem().Name.ShouldBe("small");
        model.Selections[0].Columns.Where(column => !column.IsKept).ShouldHaveSingleItem().Column.ShouldBe("constant");
    }

    [Fact]
    public void Negative_numbers_have_no_chi_squared() =>
        Should.Throw<FraudMlException>(() =>
            Fit(builder => builder.SelectBest("balance", new() { Score = SelectionScore.ChiSquared }))).Message
            .ShouldBe("SelectBest(balance) by chi² needs numbers from 0 up, and 'balance' has negative ones. Name other columns, or use "
                + "SelectionScore.AnovaF.");

    private static FraudModel Fit(Action<FraudPipelineBuilder> add, Dataset? data = null)
    {
        var builder = new FraudPipelineBuilder().Drop(Columns.Texts).Impute("amount");
        add(builder);
        return builder.Drop(Columns.Timestamps).Train(Trainers.BaggedTrees(new() { TreeCount = 3 })).Build()
            .Fit(data ?? FeatureData.Rows());
    }
}
