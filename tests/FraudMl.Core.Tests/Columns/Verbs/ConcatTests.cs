namespace FraudMl.Tests;

public sealed class ConcatTests
{
    private static readonly Dataset Payments = VerbData.Payments();

    [Fact]
    public void Rows_follow_each_other_and_columns_go_by_name()
    {
        var january = new Dataset([VerbData.Numbers("x", 1, 2), VerbData.Texts("t", ["b", "a"])], "january");
        var february = new Dataset([VerbData.Texts("t", ["c", null]), VerbData.Numbers("x", 3, 4)], "february");
        var march = new Dataset([VerbData.Numbers("x", 5), VerbData.Texts("t", ["a"])], "march");

        Dataset year = january.Concat([february, march]);

        year.Names().ShouldBe(["x", "t"]);
        year.Of("x").ShouldBe([1f, 2f, 3f, 4f, 5f]);
        year.Of("t").ShouldBe(["b", "a", "c", null, "a"]);
        ((TextColumn)year["t"]).Dictionary.Texts.ShouldBe(["b", "a", "c"]);
        year.Name.ShouldBe("january and 2 more");
        january.Concat(february).Name.ShouldBe("january and february");
    }

    [Fact]
    public void A_split_put_together_again_is_what_it_was()
    {
        Dataset data = FeatureData.Rows(300), windowed = data.WithWindows(Velocity.Per("city").Over(TimeSpan.FromDays(2000)).Count());
        (Dataset train, Dataset test) = windowed.SplitByTime(0.3);
        int[] order = windowed.OrderByTime();

        Dataset both = train.Concat(test);

        both.Digest().ShouldBe(windowed.Take(order).Digest());
        both.Windows.ShouldBe(windowed.Windows);
        both.Name.ShouldBe(windowed.Name);
        ((TextColumn)both["city"]).Dictionary.ShouldBeSameAs(((TextColumn)train["city"]).Dictionary);
    }

    [Fact]
    public void Times_that_are_a_feature_count_from_the_earliest_of_all_parts()
    {
        Dataset Part(double at) => Dataset.FromRows(
            [new { At = at, y = 0 }, new { At = at + 0.5, y = 1 }], schema => schema.Label("y").Timestamp("At").Feature("At"));

        Dataset both = Part(1_700_000_600).Concat(Part(1_700_000_000));
        var times = (NumberColumn)both["At"];

        times.Origin.ShouldBe(1_700_000_000);
        times.Values.ToArray().ShouldBe([600, 600.5f, 0, 0.5f]);
        times.Exact(1).ShouldBe(1_700_000_600.5);
    }

    [Fact]
    public void A_column_without_values_fits_every_kind()
    {
        var first = new Dataset([VerbData.Numbers("x", float.NaN, float.NaN)], "first");
        var second = new Dataset([VerbData.Texts("x", ["a"])], "second");

        first.Concat(second).Of("x").ShouldBe([null, null, "a"]);
        second.Concat(first).Of("x").ShouldBe(["a", null, null]);
    }

    [Fact]
    public void Every_column_that_does_not_fit_is_told()
    {
        var other = new Dataset(
            [VerbData.Times("At", 7), VerbData.Numbers("Card", 7), VerbData.Numbers("Amuont", 1), VerbData.Texts("Channel", ["web"])],
            "february");

        FraudMlException error = VerbData.Refused(() => Payments.Concat(other));

        error.Message.ShouldStartWith("payments can't be put together with february");
        error.Problems.ShouldBe(
        [
            "'Card' is Text in payments and Number in february. Read both with the same schema, for example schema.Text(\"Card\").",
            "'Card' has the role Key in payments and Feature in february. Read both with the same schema.",
            "february has no column 'Amount' but 'Amuont'. If they are the same, .Rename(\"Amuont\", \"Amount\").",
            "february has no label 'Fraud'.",
            "payments has no column 'Amuont' but 'Amount'. If they are the same, .Rename(\"Amount\", \"Amuont\").",
        ], ignoreOrder: true);
    }

    [Fact]
    public void An_absent_column_is_missing_where_that_is_wanted()
    {
        VerbData.Refused(() => Payments.Concat(Payments.Drop("Channel"))).Message.ShouldBe("payments can't be put together with payments: "
            + "payments has no column 'Channel'. Leave it out with .Drop(\"Channel\"), or set FillAbsent to have it missing there.");

        Payments.Concat(Payments.Drop("Channel", "Amount").Head(1), new() { FillAbsent = true }).Of("Channel")[^1].ShouldBeNull();
    }

    [Fact]
    public void Other_units_and_other_windows_are_refused()
    {
        Dataset Counted(TimeUnit unit) => new([new NumberColumn("t", [1], ColumnRoles.Timestamp)], $"{unit}", unit);
        VerbData.Refused(() => Counted(TimeUnit.Seconds).Concat(Counted(TimeUnit.Days))).Message
            .ShouldContain("'t' counts Seconds in Seconds and Days in Days. Write it in one unit.");

        Dataset a = Payments.WithWindows(Velocity.Per("Card").Over(TimeSpan.FromDays(2)).Count());
        Dataset b = Payments.WithWindows(Velocity.Per("Card").Over(TimeSpan.FromDays(2)).Count().IncludingCurrent());
        VerbData.Refused(() => a.Concat(b)).Message.ShouldContain("'Card_Count_2d' is another window");
    }

    [Fact]
    public void A_part_without_rows_changes_nothing() =>
        Payments.Concat(Payments.Head(0)).Digest().ShouldBe(Payments.Digest());
}
