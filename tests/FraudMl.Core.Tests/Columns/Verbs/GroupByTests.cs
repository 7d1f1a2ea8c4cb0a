namespace FraudMl.Tests;

public sealed class GroupByTests
{
    private static readonly Dataset Payments = VerbData.Payments();

    // pandas: groupby("Card", dropna=False, sort=False).agg(...).
    [Fact]
    public void Summaries_are_those_of_pandas()
    {
        Dataset cards = Payments.GroupBy("Card", by => by.Count().Sum("Amount").Mean("Amount").Min("Amount").Max("Amount").Max("At")
            .FraudCount().FraudShare());

        cards.Of("Card").ShouldBe(["C1", "C2", "C3", null]);
        cards.Of("Count").ShouldBe([2f, 2f, 1f, 1f]);
        cards.Of("Sum_Amount").ShouldBe([40f, 70f, 0f, 60f]);
        cards.Of("Mean_Amount").ShouldBe([20f, 35f, float.NaN, 60f]);
        cards.Of("Min_Amount").ShouldBe([10f, 20f, float.NaN, 60f]);
        cards.Of("Max_Amount").ShouldBe([30f, 50f, float.NaN, 60f]);
        cards.Of("Max_At").ShouldBe([3 * VerbData.Day, 5 * VerbData.Day, 4 * VerbData.Day, 6 * VerbData.Day]);
        cards.Of("FraudCount").ShouldBe([0f, 2f, 0f, 0f]);
        cards.Of("FraudShare").ShouldBe([0f, 1f, 0f, 0f]);
        cards.Name.ShouldBe("payments by Card");
    }

    [Fact]
    public void Several_keys_and_keys_of_any_kind_make_groups()
    {
        Payments.GroupBy(["Card", "Channel"], by => by.Count()).Of("Count").ShouldBe([2f, 1f, 1f, 1f, 1f]);
        Payments.GroupBy("Amount", by => by.Count()).RowCount.ShouldBe(6);
        Payments.GroupBy("At", by => by.Count())["At"].Roles.ShouldBe(ColumnRoles.Ignored);
        Payments.Head(0).GroupBy("Card", by => by.Count()).RowCount.ShouldBe(0);
    }

    [Fact]
    public void The_label_never_becomes_a_feature()
    {
        Dataset cards = Payments.GroupBy("Card", by => by.FraudShare().FraudCount());

        cards["FraudShare"].Roles.ShouldBe(ColumnRoles.Ignored);
        Payments.Join(cards, "Card").Features.ShouldNotContain(column => column.Name.StartsWith("Fraud"));
        VerbData.Refused(() => Payments.GroupBy("Card", by => by.Mean("Fraud"))).Message
            .ShouldBe("GroupBy: 'Fraud' is the label. Its share is by.FraudShare(), its sum by.FraudCount().");
        VerbData.Refused(() => Payments.GroupBy("Fraud", by => by.Count())).Message.ShouldStartWith("GroupBy: 'Fraud' is the label.");
    }

    [Fact]
    public void What_can_not_be_computed_is_refused()
    {
        VerbData.Refused(() => Payments.GroupBy("Card", by => by)).Message
            .ShouldBe("GroupBy needs a key and a summary, for example GroupBy(\"CardId\", by => by.Count()).");
        VerbData.Refused(() => Payments.GroupBy("Card", by => by.Sum("At"))).Message
            .ShouldBe("GroupBy: Sum needs a Number column, and 'At' is Timestamp.");
        VerbData.Refused(() => Payments.GroupBy("Card", by => by.Max("Channel"))).Message
            .ShouldBe("GroupBy: Max needs a Number column or a Timestamp, and 'Channel' is Text.");
        VerbData.Refused(() => Payments.Rename("Card", "Count").GroupBy("Count", by => by.Count())).Message
            .ShouldBe("GroupBy: 'Count' is a key and would be a summary too. Rename the key before, .Rename(\"Count\", \"…\").");
    }

    [Fact]
    public void Times_that_count_from_an_origin_keep_it()
    {
        Dataset data = Dataset.FromRows(
            [new { At = 1_700_000_000.0, y = 0 }, new { At = 1_700_000_060.0, y = 1 }],
            schema => schema.Label("y").Timestamp("At").Feature("At")).Rename("y", "label");
        var one = new Dataset([.. data.Columns, VerbData.Texts("key", ["a", "a"])]);

        Dataset summary = one.GroupBy("key", by => by.Max("At").Mean("At"));

        ((NumberColumn)summary["Max_At"]).Exact(0).ShouldBe(1_700_000_060);
        ((NumberColumn)summary["Mean_At"]).Exact(0).ShouldBe(1_700_000_030);
    }
}
