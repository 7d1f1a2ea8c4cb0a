using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class TimeOrderedFoldsTests
{
    [Fact]
    public void Folds_are_those_of_scikit_learn_with_the_gap_in_time()
    {
        foreach (JsonNode golden in GoldenSplits.Cases("time_series_split").Where(golden => golden["folds"] is not null))
        {
            long[] times = [.. Enumerable.Range(0, (int)golden["n"]!).Select(second => second * 1_000_000L)];

            Fold[] folds = TimeOrderedFolds.Cut(times, (int)golden["n_splits"]!, new()
            {
                Gap = TimeSpan.FromSeconds((int)golden["gap"]!),
                ValidationRowCount = (int?)golden["test_size"],
                MaximumTrainingRowCount = (int?)golden["max_train_size"],
            });

            folds.Select(fold => fold.TrainingRows).ShouldBe(golden["folds"]!.AsArray().Select(fold => GoldenSplits.Ints(fold!["train"])));
            folds.Select(fold => fold.ValidationRows).ShouldBe(golden["folds"]!.AsArray().Select(fold => GoldenSplits.Ints(fold!["test"])));
        }
    }

    [Fact]
    public void Rows_may_come_in_any_order()
    {
        Fold[] folds = TimeOrderedFolds.Cut([50, 10, 40, 20, 30, 60], 2, new() { Gap = TimeSpan.FromMicroseconds(10) });

        folds.Select(fold => fold.TrainingRows).ShouldBe([[1], [1, 3, 4]]);
        folds.Select(fold => fold.ValidationRows).ShouldBe([[2, 4], [0, 5]]);
    }

    [Fact]
    public void No_training_row_is_younger_than_the_gap_before_validation()
    {
        var random = new Random(4);
        FoldInput rows = new(Enumerable.Range(0, 900).Select(_ => random.Next(4) == 0).ToArray()) { Timestamps = Enumerable.Range(0, 900)
            .Select(_ => (long)random.Next(5000)).ToArray() };
        foreach (Fold fold in Folds.TimeOrdered(4, new() { Gap = TimeSpan.FromMicroseconds(300) }).Split(rows))
            fold.TrainingRows.Max(row => rows.Timestamps.Span[row]).ShouldBeLessThan(
                fold.ValidationRows.Min(row => rows.Timestamps.Span[row]) - 300);
    }

    [Fact]
    public void What_is_missing_is_told()
    {
        var labels = new bool[] { true, false, true, false, true, false };
        Message(() => Folds.TimeOrdered(2, new() { Gap = -TimeSpan.FromDays(1), ValidationRowCount = 0 }))
            .ShouldContain("Gap must be at least 0. Got -1.00:00:00 instead.");
        Message(() => Folds.TimeOrdered(2, new() { ValidationRowCount = 3 }).Split(new FoldInput(labels) { Timestamps = new long[6] }))
            .ShouldBe(
            "TimeOrdered(2) needs more than 6 rows, and there are 3 frauds among 6 rows. Ask for fewer folds, or bring more data.");
        Message(() => Folds.TimeOrdered(2).Split(new FoldInput(labels)))
            .ShouldBe("TimeOrdered(2) needs the time of every row. Name the column with schema.Timestamp(\"…\").");
        Message(() => Folds.TimeOrdered(2)
            .Split(new FoldInput(labels) { Timestamps = new long[] { 0, 1, 2, 3, 4, TimestampColumn.Missing } }))
            .ShouldContain("1 of 6 rows have none");
        Message(() => Folds.TimeOrdered(5).Split(new FoldInput(labels) { Timestamps = new long[] { 0, 1, 2, 3, 4, 5 } }))
            .ShouldContain("fold 1 need both classes and hold 1 frauds among 1 rows");
    }

    private static string Message(Action act) => Should.Throw<FraudMlException>(act).Message;
}
