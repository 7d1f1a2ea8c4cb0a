namespace FraudMl.Tests;

public sealed class LeakTests
{
    [Fact]
    public void An_honest_split_is_clean()
    {
        Dataset data = Payments(400);
        (Dataset train, Dataset test) = data.SplitByTime(0.25, TimeSpan.FromHours(10));

        LeakReport report = train.LeaksInto(test, new() { LabelDelay = TimeSpan.FromHours(10) });

        report.ToString().ShouldBe("no leak found");
        report.IsClean.ShouldBeTrue();
        report.ThrowIfAny();
    }

    [Fact]
    public void Rows_on_both_sides_are_counted()
    {
        Dataset data = Payments(400);
        Leak leak = data.Take([.. Enumerable.Range(0, 300)]).LeaksInto(data.Take([.. Enumerable.Range(290, 110)])).Leaks
            .ShouldHaveSingleItem();

        leak.Kind.ShouldBe(LeakKind.RepeatedRow);
        leak.Message.ShouldStartWith("10 of 110 validation rows");
    }

    [Fact]
    public void Cards_on_both_sides_are_counted_and_grouped_folds_have_none()
    {
        Dataset data = Payments(400);
        var options = new LeakOptions { Entities = ["card"] };

        LeakReport mixed = data.LeaksIn(Folds.Stratified(3), options);
        mixed.Leaks.Select(leak => (leak.Kind, leak.ColumnName, leak.Fold))
            .ShouldBe([(LeakKind.SharedEntity, "card", 0), (LeakKind.SharedEntity, "card", 1), (LeakKind.SharedEntity, "card", 2)]);
        Should.Throw<FraudMlException>(mixed.ThrowIfAny).Problems[0].ShouldStartWith("Fold 1: 20 entities of 'card' are on both sides.");
        data.LeaksIn(Folds.Grouped("card", 3), options).IsClean.ShouldBeTrue();
    }

    [Fact]
    public void Labels_used_before_their_delay_are_found_in_folds_and_in_windows()
    {
        Dataset data = Payments(400).WithWindows(Velocity.Per("card").Over(TimeSpan.FromDays(1)).Delayed(TimeSpan.FromHours(2)).Risk());
        var options = new LeakOptions { LabelDelay = TimeSpan.FromHours(10) };

        data.LeaksIn(Folds.TimeOrdered(3), options).Leaks.Select(leak => leak.Kind)
            .ShouldBe([LeakKind.EarlyLabel, LeakKind.EarlyLabel, LeakKind.EarlyLabel, LeakKind.EarlyLabel]);
        data.LeaksIn(Folds.TimeOrdered(3, new() { Gap = TimeSpan.FromHours(10) }), options).Leaks.ShouldHaveSingleItem().ColumnName
            .ShouldBe("card_Risk_1d_after2h");
    }

    [Fact]
    public void A_number_or_a_text_that_is_the_label_is_found_whichever_way_it_runs()
    {
        Dataset data = Payments(400);
        bool[] labels = data.Labels.ToArray();
        Dataset leaking = new Dataset(
        [
            .. data.Columns,
            new NumberColumn("chargeback", Array.ConvertAll(labels, fraud => fraud ? -1f : float.NaN)),
            new NumberColumn("refund", Array.ConvertAll(labels, fraud => fraud ? 0f : 2f)),
            TextColumns.Of("status", Array.ConvertAll(labels, fraud => fraud ? "blocked" : "paid"), ColumnRoles.Feature),
        ]);

        leaking.LeaksIn(Folds.Stratified(3)).Leaks.Select(leak => (leak.Kind, leak.ColumnName)).ShouldBe(
            [(LeakKind.LabelInDisguise, "chargeback"), (LeakKind.LabelInDisguise, "refund"), (LeakKind.LabelInDisguise, "status")]);
    }

    private static Dataset Payments(int rowCount) => new(
    [
        new TimestampColumn("time", [.. Enumerable.Range(0, rowCount).Select(row => row * 3_600_000_000L)]),
        TextColumns.Of("card", [.. Enumerable.Range(0, rowCount).Select(row => $"card {row * 7 % 20}")]),
        new NumberColumn("amount", [.. Enumerable.Range(0, rowCount).Select(row => row * 13 % 101 / 3f)]),
        new NumberColumn("fraud", [.. Enumerable.Range(0, rowCount).Select(row => row * 31 % 11 == 4 ? 1f : 0f)], ColumnRoles.Label),
    ]);
}
