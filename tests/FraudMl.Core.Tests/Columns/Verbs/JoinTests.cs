namespace FraudMl.Tests;

public sealed class JoinTests
{
    private static readonly Dataset Payments = VerbData.Payments(), Limits = VerbData.Limits();

    private static readonly Dataset Cards = new(
        [
            VerbData.Texts("Card", ["C2", "C9", "C1"], ColumnRoles.Key), VerbData.Texts("Country", ["FR", "DE", null]),
            VerbData.Numbers("Age", 2, 9, 1),
        ],
        "cards");

    // pandas: payments.merge(cards, on="Card", how="left"), but that a missing key matches nothing.
    [Fact]
    public void A_left_join_keeps_every_row_in_order_and_is_missing_without_a_match()
    {
        Dataset joined = Payments.Join(Cards, "Card");

        joined.Names().ShouldBe([.. Payments.Names(), "Country", "Age"]);
        joined.Of("Age").ShouldBe([1f, 2f, 1f, float.NaN, 2f, float.NaN]);
        joined.Of("Country").ShouldBe([null, "FR", null, null, "FR", null]);
        joined.Drop("Country", "Age").Digest().ShouldBe(Payments.Digest());
    }

    [Fact]
    public void A_missing_key_never_matches_a_missing_key()
    {
        var other = new Dataset([VerbData.Texts("Card", ["C1", null]), VerbData.Numbers("n", 1, 2)], "other");

        Payments.Join(other, "Card").Of("n").ShouldBe([1f, float.NaN, 1f, float.NaN, float.NaN, float.NaN]);
    }

    [Fact]
    public void Keys_may_have_other_names_and_be_several_and_of_any_kind()
    {
        var other = new Dataset(
            [VerbData.Texts("Id", ["C1", "C2", "C2"]), VerbData.Times("Day", 3, 2, 6), VerbData.Numbers("n", 1, 2, 3)], "other");

        Payments.Join(other, ["Card", "At"], new() { OtherKeys = ["Id", "Day"] }).Of("n")
            .ShouldBe([float.NaN, 2f, 1f, float.NaN, float.NaN, float.NaN]);
        Payments.Join(new Dataset([VerbData.Numbers("Amount", 30, 0), VerbData.Numbers("n", 7, 8)]), "Amount").Of("n")
            .ShouldBe([float.NaN, float.NaN, 7f, float.NaN, float.NaN, float.NaN]);
        Payments.Join(other.Head(0).Drop("Day"), "Card", new() { OtherKeys = ["Id"] }).Of("n")
            .ShouldAllBe(value => float.IsNaN((float)value!));
        VerbData.Refused(() => Payments.Join(other, ["Card", "At"], new() { OtherKeys = ["Id"] })).Message
            .ShouldBe("Join needs as many OtherKeys as keys. Got 1 and 2 instead.");
    }

    [Fact]
    public void A_key_that_stands_twice_is_refused_without_its_value()
    {
        string message = VerbData.Refused(() => Payments.Join(Limits, "Card")).Message;

        message.ShouldBe("Join: each key must stand once in limits, and 2 of the 2 values of 'Card' stand more than once. Join what "
            + "changes with time with JoinAsOf, or make one row of each key with GroupBy.");
        message.ShouldNotContain("C1");
    }

    [Fact]
    public void Names_that_collide_are_refused_with_the_ways_out()
    {
        Dataset other = Cards.Rename("Age", "Amount");

        VerbData.Refused(() => Payments.Join(other, "Card")).Message.ShouldBe("Join: 'Amount' is a column of payments and would come in "
            + "from cards too. Set Prefix, or rename or drop it there: .Rename(\"Amount\", \"…\"), .Drop(\"Amount\").");
        Payments.Join(other, "Card", new() { Prefix = "Card_" }).Names()[^2..].ShouldBe(["Card_Country", "Card_Amount"]);
    }

    [Fact]
    public void Keys_of_other_kinds_are_refused() =>
        VerbData.Refused(() => Payments.Join(new Dataset([VerbData.Numbers("Card", 1)], "cards"), "Card")).Message.ShouldBe(
            "Join: the key 'Card' is Text in payments and 'Card' is Number in cards. Read both with the same schema, for example "
            + "schema.Key(\"Card\").");

    [Fact]
    public void A_label_comes_in_where_every_row_has_one()
    {
        Dataset unlabelled = Payments.Drop("Fraud");
        var labels = new Dataset(
            [VerbData.Texts("Card", ["C1", "C2", "C3"]), new NumberColumn("y", [0, 1, 0], ColumnRoles.Label)], "labels");

        VerbData.Refused(() => unlabelled.Join(labels, "Card")).Message.ShouldBe(
            "Join: 1 of 6 rows of payments have no match in labels, and so no label 'y'. Set MatchedOnly to leave them out.");
        unlabelled.Join(labels, "Card", new() { MatchedOnly = true }).FraudCount.ShouldBe(2);
        VerbData.Refused(() => Payments.Join(labels, "Card")).Message.ShouldContain("payments has 'Fraud' as Label");
    }

    // pandas: merge_asof(payments, limits, left_on="At", right_on="Since", by="Card").
    [Fact]
    public void As_of_takes_the_latest_row_that_was_known()
    {
        Payments.JoinAsOf(Limits, "Card").Of("Limit").ShouldBe([100f, 200f, 300f, float.NaN, 500f, float.NaN]);

        // allow_exact_matches=False
        Payments.JoinAsOf(Limits, "Card", new() { StrictlyBefore = true }).Of("Limit")
            .ShouldBe([100f, float.NaN, 100f, float.NaN, 200f, float.NaN]);

        // allow_exact_matches=False, tolerance=Timedelta("2D")
        Payments.JoinAsOf(Limits, "Card", new() { StrictlyBefore = true, Within = TimeSpan.FromDays(2) }).Of("Limit")
            .ShouldBe([100f, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN]);
    }

    [Fact]
    public void As_of_never_takes_a_later_row()
    {
        var random = new Random(3);
        Dataset Table(int rows, string name, ColumnRoles roles) => new(
            [
                new TimestampColumn(name, [.. Enumerable.Range(0, rows).Select(_ => (long)random.Next(50))], roles),
                new NumberColumn("key", [.. Enumerable.Range(0, rows).Select(_ => (float)random.Next(8))]),
                new NumberColumn($"row of {name}", [.. Enumerable.Range(0, rows).Select(row => (float)row)]),
            ]);
        Dataset events = Table(400, "at", ColumnRoles.Timestamp), master = Table(60, "since", ColumnRoles.Timestamp | ColumnRoles.Feature);
        foreach (bool strictly in new[] { false, true })
        {
            Dataset joined = events.JoinAsOf(master, "key", new() { StrictlyBefore = strictly });
            for (int row = 0; row < joined.RowCount; row++)
            {
                long at = events.Timestamps[row];
                float key = ((NumberColumn)events["key"]).Values[row];
                float want = Enumerable.Range(0, 60)
                    .Where(other => ((NumberColumn)master["key"]).Values[other] == key
                        && (strictly ? master.Timestamps[other] < at : master.Timestamps[other] <= at))
                    .OrderBy(other => master.Timestamps[other]).ThenBy(other => other).Select(other => (float)other)
                    .DefaultIfEmpty(float.NaN).Last();
                ((NumberColumn)joined["row of since"]).Values[row].ShouldBe(want);
            }
        }
    }

    [Fact]
    public void The_other_time_is_an_ordinary_one()
    {
        Dataset joined = Payments.JoinAsOf(Limits, "Card");

        joined["Since"].Roles.ShouldBe(ColumnRoles.Ignored);
        joined.Of("Since").ShouldBe(
            [0L, 2 * VerbData.Day, 3 * VerbData.Day, TimestampColumn.Missing, 5 * VerbData.Day, TimestampColumn.Missing]);
        joined.Timestamps.ToArray().ShouldBe(Payments.Timestamps.ToArray());
    }

    [Fact]
    public void Missing_times_match_nothing_and_both_sides_need_times()
    {
        var limits = new Dataset([VerbData.Texts("Card", ["C1", "C2"]), VerbData.Times("Since", -1, 0), VerbData.Numbers("Limit", 1, 2)],
            "limits");
        var payments = new Dataset([VerbData.Times("At", 5, -1), VerbData.Texts("Card", ["C1", "C2"])], "payments");

        payments.JoinAsOf(limits, "Card").Of("Limit").ShouldAllBe(value => float.IsNaN((float)value!));
        VerbData.Refused(() => payments.JoinAsOf(Cards, "Card")).Message.ShouldStartWith("cards has no timestamp column.");
        VerbData.Refused(() => Payments.JoinAsOf(Limits, "Card", new() { Within = TimeSpan.Zero })).Problems
            .ShouldBe(["Within must be longer than zero. Got 00:00:00 instead."]);
    }
}
