using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class HoldOutTests
{
    [Fact]
    public void A_stratified_split_holds_the_counts_of_scikit_learn()
    {
        foreach (JsonNode golden in GoldenSplits.Cases("stratified_holdout").Where(golden => golden["counts"]!.AsObject().Count == 2 && (double)golden["test_size"]! < 1))
        {
            bool[] labels = [.. Enumerable.Repeat(false, (int)golden["counts"]!["0"]!), .. Enumerable.Repeat(true, (int)golden["counts"]!["1"]!)];
            if (golden["expected"]!["error"] is not null)
            {
                Should.Throw<FraudMlException>(() => HoldOut.Stratified(labels, (double)golden["test_size"]!, 1)).Message.ShouldContain("there are 1 frauds among 11 rows");
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
        Should.Throw<FraudMlException>(() => Cards(500, 40).SplitByTime(0.2, TimeSpan.FromSeconds(500))).Message.ShouldContain("leaves no training row");
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
}
