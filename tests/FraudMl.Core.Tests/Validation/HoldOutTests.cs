using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class HoldOutTests
{
    [Fact]
    public void A_stratified_split_holds_the_counts_of_scikit_learn()
    {
        foreach (JsonNode golden in GoldenSplits.Cases("stratified_holdout")
            .Where(golden => golden["counts"]!.AsObject().Count == 2 && (double)golden["test_size"]! < 1))
        {
            bool[] labels = [.. Enumerable.Repeat(false, (int)golden["counts"]!["0"]!),
                .. Enumerable.Repeat(true, (int)golden["counts"]!["1"]!)];
            if (golden["expected"]!["error"] is not null)
            {
                Should.Throw<FraudMlException>(() => HoldOut.Stratified(labels, (double)golden["test_size"]!, 1)).Message
                    .ShouldContain("there are 1 frauds among 11 rows");
                continue;
            }

            for (int seed = 0; seed < 3; seed++)
            {
                Fold fold = HoldOut.Stratified(labels, (double)golden["test_size"]!, seed);
                fold.ValidationRows.Length.ShouldBe((int)golden["expected"]!["n_test"]!);
                fold.TrainingRows.Concat(fold.ValidationRows).Order().ShouldBe(Enumerable.Range(0, labels.Length));
                foreach ((string label, bool isFraud) in new[] { ("0", false), ("1", true) })
                {
                    int[] bounds = GoldenSplits.Ints(golden["expected"]!["exact_share_bounds"]![label]);
                    fold.ValidationRows.Count(row => labels[row] == isFraud).ShouldBeInRange(bounds[0], bounds[1]);
                }
            }
        }
    }

    [Fact]
    public void A_split_by_entity_keeps_each_on_one_side_and_reaches_its_share()
    {
        Dataset data = Cards(500, 40);
        (Dataset train, Dataset test) = data.SplitByEntity("card", 0.25, seed: 3);

        Texts(train).Intersect(Texts(test)).ShouldBeEmpty();
        (train.RowCount + test.RowCount).ShouldBe(500);
        test.RowCount.ShouldBeInRange(125, 140);
        Texts(data.SplitByEntity("card", 0.25, seed: 3).Test).ShouldBe(Texts(test));
        Texts(data.SplitByEntity("card", 0.25, seed: 4).Test).ShouldNotBe(Texts(test));
    }

    [Fact]
    public void A_gap_keeps_rows_whose_labels_are_not_known_yet_out_of_both_sets()
    {
        (Dataset train, Dataset test) = Cards(500, 40).SplitByTime(0.2, TimeSpan.FromSeconds(50));

        test.RowCount.ShouldBe(100);
        train.RowCount.ShouldBe(350);
        train.Timestamps[^1].ShouldBeLessThan(test.Timestamps[0] - 50_000_000);
        Should.Throw<FraudMlException>(() => Cards(500, 40).SplitByTime(0.2, TimeSpan.FromSeconds(500))).Message
            .ShouldContain("leaves no training row");
    }

    [Fact]
    public void Any_scheme_splits_as_its_last_fold()
    {
        Dataset data = Cards(500, 40);
        (Dataset train, Dataset test) = data.Split(Folds.TimeOrdered(4));

        train.RowCount.ShouldBe(400);
        test.Timestamps.ToArray().ShouldBe(data.Timestamps[400..].ToArray());
    }

    private static Dataset Cards(int rowCount, int cardCount) => new(
    [
        new TimestampColumn("time", [.. Enumerable.Range(0, rowCount).Select(row => row * 1_000_000L)]),
        TextColumns.Of("card", [.. Enumerable.Range(0, rowCount).Select(row => $"card {row * 31 % cardCount}")]),
        new NumberColumn("fraud", [.. Enumerable.Range(0, rowCount).Select(row => row % 9 == 4 ? 1f : 0f)], ColumnRoles.Label),
    ]);

    private static string[] Texts(Dataset data)
    {
        var cards = (TextColumn)data["card"];
        return [.. cards.Codes.ToArray().Distinct().Select(code => cards.Dictionary.Texts[code])];
    }

    [Fact]
    public void Rows_held_back_along_time_leave_the_gap_of_the_scheme()
    {
        FoldInput rows = Hourly(240);
        Fold held = Folds.TimeOrdered(3, new() { Gap = TimeSpan.FromHours(5) }).HoldOut(rows, 0.1, seed: 1);
        (held.TrainingRows[^1], held.ValidationRows[0], held.ValidationRows[^1]).ShouldBe((210, 216, 239));
    }

    [Fact]
    public void Prequential_rows_held_back_are_whole_days_and_leave_the_label_delay_where_there_is_room()
    {
        IFolds folds = Folds.Prequential(1, new() { LabelDelay = TimeSpan.FromDays(7) });
        Fold month = folds.HoldOut(Hourly(30 * 24), 0.1, seed: 1), week = folds.HoldOut(Hourly(7 * 24), 0.1, seed: 1);
        (month.TrainingRows[^1] + 1, month.ValidationRows[0]).ShouldBe((20 * 24, 27 * 24));
        (week.TrainingRows[^1] + 1, week.ValidationRows[0]).ShouldBe((6 * 24, 6 * 24));
    }

    [Fact]
    public void The_seed_says_which_entities_are_held_back()
    {
        FoldInput rows = Hourly(240) with { Keys = new Dictionary<string, ReadOnlyMemory<int>> { ["card"] = Enumerable.Range(0, 240)
            .Select(row => row % 24).ToArray() } };
        int[][] held = [.. Enumerable.Range(0, 4)
            .Select(seed => Folds.StratifiedGrouped("card", 3).HoldOut(rows, 0.25, seed).ValidationRows)];
        held.SelectMany(part => part).Order().ShouldBe(Enumerable.Range(0, 240));
    }

    private static FoldInput Hourly(int count) => new(Enumerable.Range(0, count).Select(row => row % 5 == 0).ToArray())
    {
        Timestamps = Enumerable.Range(0, count).Select(row => row * 3_600_000_000L).ToArray(),
    };
}
