namespace FraudMl.Tests;

public sealed class WindowsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void By_default_a_window_holds_its_oldest_moment_and_not_the_transaction()
    {
        Dataset data = Payments([0, 1, 2, 3], [1, 2, 4, 8]).WithWindows(Velocity.Per("card").Over(2 * Hour).Count().Sum("amount"));

        Values(data, "card_Count_2h").ShouldBe([0, 1, 2, 2]);
        Values(data, "card_Sum_amount_2h").ShouldBe([0, 1, 3, 6]);
    }

    [Fact]
    public void Including_the_current_one_it_ends_at_the_transaction_and_leaves_the_oldest_moment_out()
    {
        Dataset data = Payments([0, 1, 2, 3], [1, 2, 4, 8]).WithWindows(
            Velocity.Per("card").IncludingCurrent().Over(2 * Hour).Count().Sum("amount"));

        Values(data, "card_Count_2h").ShouldBe([1, 2, 2, 2]);
        Values(data, "card_Sum_amount_2h").ShouldBe([1, 3, 6, 12]);
    }

    [Fact]
    public void Of_events_at_the_same_time_the_earlier_rows_are_past()
    {
        Dataset data = Payments([5, 5, 5], [1, 2, 4]).WithWindows(Velocity.Per("card").Over(Hour).Sum("amount").SinceLast());

        Values(data, "card_Sum_amount_1h").ShouldBe([0, 1, 3]);
        Values(data, "card_SinceLast_1h").ShouldBe([float.NaN, 0, 0]);
    }

    [Fact]
    public void Rows_out_of_order_get_the_features_of_their_time_and_keep_their_place()
    {
        Dataset data = Payments([3, 0, 2, 1], [8, 1, 4, 2]).WithWindows(Velocity.Per("card").Over(2 * Hour).Sum("amount"));

        Values(data, "amount").ShouldBe([8, 1, 4, 2]);
        Values(data, "card_Sum_amount_2h").ShouldBe([6, 0, 3, 1]);
    }

    [Fact]
    public void A_pair_has_a_history_of_its_own()
    {
        Dataset data = Payments([0, 1, 2, 3], [1, 2, 4, 8], shops: ["a", "b", "a", "a"])
            .WithWindows(Velocity.Per("card", "shop").Over(9 * Hour).Sum("amount"));

        Values(data, "card_shop_Sum_amount_9h").ShouldBe([0, 0, 1, 5]);
    }

    [Fact]
    public void Without_a_key_there_is_no_history_and_a_missing_value_is_skipped()
    {
        Dataset data = Payments([0, 1, 2, 3], [1, float.NaN, 4, 8], shops: ["a", "a", null, "a"])
            .WithWindows(Velocity.Per("shop").Over(9 * Hour).Count().Mean("amount").Max("amount").Distinct("card"),
                Velocity.Per("card", "shop").Over(Hour).Count());

        Values(data, "shop_Count_9h").ShouldBe([0, 1, float.NaN, 2]);
        Values(data, "shop_Mean_amount_9h").ShouldBe([float.NaN, 1, float.NaN, 1]);
        Values(data, "shop_Max_amount_9h").ShouldBe([float.NaN, 1, float.NaN, 1]);
        Values(data, "shop_Distinct_card_9h").ShouldBe([0, 1, float.NaN, 1]);
        Values(data, "card_shop_Count_1h")[2].ShouldBe(float.NaN);
    }

    [Fact]
    public void A_value_is_compared_with_the_entity_s_own_mean()
    {
        Dataset data = Payments([0, 1, 2], [2, 4, 9]).WithWindows(Velocity.Per("card").Over(9 * Hour).RatioToMean("amount"));

        Values(data, "card_RatioToMean_amount_9h").ShouldBe([float.NaN, 2, 3]);
    }

    [Fact]
    public void An_infinite_value_makes_sums_missing_while_it_is_inside_and_no_longer()
    {
        Dataset data = Payments([0, 1, 2, 4], [1, float.PositiveInfinity, 4, 8])
            .WithWindows(Velocity.Per("card").IncludingCurrent().Over(2 * Hour).Sum("amount").StandardDeviation("amount"));

        Values(data, "card_Sum_amount_2h").ShouldBe([1, float.NaN, float.NaN, 8]);
        Values(data, "card_StandardDeviation_amount_2h")[1..].ShouldAllBe(value => float.IsNaN(value));
    }

    [Fact]
    public void A_label_counts_from_its_delay_on()
    {
        Dataset data = Payments([0, 1, 2, 3, 4], [1, 1, 1, 1, 1], frauds: [true, false, false, false, false])
            .WithWindows(Velocity.Per("card").Over(2 * Hour).Delayed(2 * Hour).Count().Risk());

        Values(data, "card_Count_2h_after2h").ShouldBe([0, 0, 0, 1, 2]);
        Values(data, "card_Risk_2h_after2h").ShouldBe([0, 0, 0, 1, 0.5f]);
    }

    [Fact]
    public void Equal_values_deviate_by_nothing()
    {
        Dataset data = Payments([.. Enumerable.Range(0, 1000).Select(i => (int?)i)], [.. Enumerable.Repeat(1234567.9f, 1000)])
            .WithWindows(Velocity.Per("card").Over(99 * Hour).StandardDeviation("amount"));

        Values(data, "card_StandardDeviation_amount_99h")[2..].ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void The_definition_travels_with_rows_taken_and_into_the_model_and_its_file()
    {
        EntityWindows windows = Velocity.Per("card").IncludingCurrent().Over(Hour, 2 * Hour).Count().Delayed(Hour).Mean("amount");
        Dataset data = Payments([.. Enumerable.Range(0, 60).Select(i => (int?)i)], [.. Enumerable.Range(0, 60).Select(i => (float)(i % 7))],
            frauds: [.. Enumerable.Range(0, 60).Select(i => i % 7 == 3)]).WithWindows(windows);
        FraudModel model = new FraudPipelineBuilder().Impute(Columns.Numbers, Imputation.Mean).Drop("shop")
            .Train(Trainers.LogisticRegression()).Build().Fit(data.Take([.. Enumerable.Range(0, 50)]));
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;

        EntityWindows loaded = FraudModel.Load(file).Windows.ShouldHaveSingleItem();

        loaded.Keys.ShouldBe(["card"]);
        loaded.IncludesCurrent.ShouldBeTrue();
        loaded.Features.ShouldBe(windows.Features);
        Payments([0], [1]).WithWindows(loaded).Has("card_Mean_amount_2h_after1h").ShouldBeTrue();
    }

    [Fact]
    public void Mistakes_are_told_with_the_way_out()
    {
        Dataset data = Payments([0], [1]);
        Message(() => Velocity.Per("card", "card")).ShouldContain("two different ones");
        Message(() => Velocity.Per("card").Count()).ShouldContain("Over(");
        Message(() => Velocity.Per("card").Over(TimeSpan.Zero)).ShouldBe(
            "A window must be between one microsecond and 100 years long. Got 00:00:00 instead.");
        Message(() => Velocity.Per("card").Over(Hour).Delayed(-Hour)).ShouldContain("Got -01:00:00");
        Message(() => Velocity.Per("card").Over(Hour).Risk()).ShouldContain("Delayed(");
        Message(() => data.WithWindows(Velocity.Per("card"))).ShouldContain("needs features");
        Message(() => data.WithWindows(Velocity.Per("amount").Over(Hour).Count()))
            .ShouldBe("Column 'amount' is an entity key and must be text; it is Number. Read it with schema.Key(\"amount\").");
        Message(() => data.WithWindows(Velocity.Per("card").Over(Hour).Mean("shop"))).ShouldContain("'shop' must be a number");
        Message(() => data.WithWindows(Velocity.Per("card").Over(Hour).Mean("fraud"))).ShouldContain("known only after a delay");
        Message(() => data.WithWindows(Velocity.Per("card").Over(Hour).Distinct("amount"))).ShouldContain("schema.Text(\"amount\")");
        Message(() => Payments([0, null], [1, 2]).WithWindows(Velocity.Per("card").Over(Hour).Count()))
            .ShouldContain("1 of 2 rows of dataset have none");
    }

    private static string Message(Action act) => Should.Throw<FraudMlException>(act).Message;

    private static float[] Values(Dataset data, string column) => ((NumberColumn)data[column]).Values.ToArray();

    private static Dataset Payments(int?[] hours, float[] amounts, string?[]? shops = null, bool[]? frauds = null) => new(
    [
        new TimestampColumn("time", [.. hours.Select(hour => hour is { } given ? given * 3_600_000_000L : TimestampColumn.Missing)]),
        new NumberColumn("amount", amounts),
        TextColumns.Of("card", [.. amounts.Select(_ => "c")]),
        TextColumns.Of("shop", shops ?? [.. amounts.Select(_ => "s")], ColumnRoles.Feature),
        new NumberColumn("fraud", [.. amounts.Select((_, i) => frauds?[i] == true ? 1f : 0f)], ColumnRoles.Label),
    ]);
}
