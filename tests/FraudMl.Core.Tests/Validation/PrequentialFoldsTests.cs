using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class PrequentialFoldsTests
{
    /// <value>The golden cases.</value>
    public static TheoryData<string> Cases => [.. GoldenSplits.Cases("prequential").Select(golden => (string)golden["name"]!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Folds_are_those_of_the_handbook(string name)
    {
        JsonNode golden = GoldenSplits.Case("prequential", name);
        JsonNode[] expected = [.. golden["folds"]!.AsArray().Select(fold => fold!).Reverse()];
        for (int fold = 0; fold < expected.Length; fold++)
        {
            // One fold at a time: the book's small cases hold folds of one class, which we refuse as a whole.
            foreach ((string? key, string rows) in new[] { ("card", "test"), (null, "test_before_removal") })
            {
                Fold? got = Split(golden, expected[fold], key);
                if (got is null) continue;
                got.TrainingRows.ShouldBe(GoldenSplits.Ints(expected[fold]["train"]));
                got.ValidationRows.ShouldBe(GoldenSplits.Ints(expected[fold][rows]));
            }
        }
    }

    [Fact]
    public void Most_golden_folds_hold_both_classes() =>
        GoldenSplits.Cases("prequential").SelectMany(golden => golden["folds"]!.AsArray().Select(fold => Split(golden, fold!, "card")))
            .Count(fold => fold is not null).ShouldBeGreaterThan(9);

    [Fact]
    public void By_default_the_last_fold_ends_with_the_data_and_each_begins_one_validation_later()
    {
        FoldInput rows = Days(60);
        IReadOnlyList<Fold> folds = Folds.Prequential(3, new() { LabelDelay = TimeSpan.FromDays(2), Validation = TimeSpan.FromDays(5) })
            .Split(rows);

        folds.Select(fold => (Day(rows, fold.TrainingRows[0]), Day(rows, fold.TrainingRows[^1]), Day(rows, fold.ValidationRows[0]),
            Day(rows, fold.ValidationRows[^1])))
            .ShouldBe([(36, 42, 45, 49), (41, 47, 50, 54), (46, 52, 55, 59)]);
    }

    [Fact]
    public void What_does_not_fit_is_told_with_the_numbers()
    {
        Message(() => Folds.Prequential(4).Split(Days(30))).ShouldBe(
            "Prequential(4, 7 + 7 + 7 days): the training rows of fold 1 need both classes and hold 0 frauds among 0 rows; in all there "
            + "are 90 frauds among 300 rows, and the data covers 30 days where 42 are used. Ask for fewer folds, or bring more data.");
        Message(() => Folds.Prequential(0)).ShouldContain("at least 1. Got 0");
        Message(() => Folds.Prequential(4, new() { Training = TimeSpan.FromHours(30) }))
            .ShouldContain("Training must be whole days, 1 to 36,525. Got 1.06:00:00 instead.");
    }

    private static Fold? Split(JsonNode golden, JsonNode fold, string? key)
    {
        var rows = new FoldInput(GoldenSplits.Labels(golden["y"]))
        {
            Timestamps = GoldenSplits.Ints(golden["day"]).Select((day, i) => (day * 86_400_000_000L) + (i * 1000)).ToArray(),
            Keys = new Dictionary<string, ReadOnlyMemory<int>> { ["card"] = GoldenSplits.Ints(golden["customer"]) },
        };
        var options = new PrequentialOptions
        {
            Training = TimeSpan.FromDays((int)golden["delta_train"]!),
            LabelDelay = TimeSpan.FromDays((int)golden["delta_delay"]!),
            Validation = TimeSpan.FromDays((int)golden["delta_test"]!),
            Start = DateTime.UnixEpoch.AddDays((int)fold["start_day"]!),
            CardKey = key,
        };
        try
        {
            return Folds.Prequential(1, options).Split(rows)[0];
        }
        catch (FraudMlException refusal) when (refusal.Message.Contains("need both classes and hold", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static FoldInput Days(int count)
    {
        int[] rows = [.. Enumerable.Range(0, count * 10)];
        return new FoldInput(rows.Select(row => row % 10 < 3).ToArray()) { Timestamps = rows.Select(
            row => (row / 10 * 86_400_000_000L) + (row % 10)).ToArray() };
    }

    private static int Day(FoldInput rows, int row) => (int)(rows.Timestamps.Span[row] / 86_400_000_000L);

    private static string Message(Action act) => Should.Throw<FraudMlException>(act).Message;
}
