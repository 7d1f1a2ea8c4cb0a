namespace FraudMl.Tests;

public sealed class SegmentTableTests
{
    private const long Hour = 3_600_000_000, Day = 24 * Hour;
    private static readonly SegmentOptions Quick = new() { DrawCount = 50 };

    [Fact]
    public void Each_text_is_evaluated_as_if_it_were_alone_the_rest_and_the_missing_too()
    {
        ScoredRows rows = Samples.Rows(900, seed: 12);
        string?[] countries = [.. Enumerable.Range(0, 900).Select(row =>
            row % 9 == 0 ? null : row % 2 == 0 ? "DE" : row % 3 == 0 ? "FR" : row % 5 == 0 ? "IT" : "AT")];

        SegmentTable table = SegmentTable.Of(rows, Texts(countries), Quick with { SegmentCount = 2 });

        table.Segments.Select(segment => segment.Name).ShouldBe(["DE", "AT", "other", "missing"]);
        table.Segments.Sum(segment => segment.RowCount).ShouldBe(900);
        EvaluatedSegment first = table.Segments[0];
        int[] there = [.. Enumerable.Range(0, 900).Where(row => countries[row] == "DE")];
        Evaluation alone = Evaluation.Of(rows.Subset(there), new() { DrawCount = 50 });
        (first.RowCount, first.FraudCount).ShouldBe((there.Length, alone.FraudCount));
        first.FlaggedCount.ShouldBe((int)alone.Confusion.Flagged);
        first.FraudInterval.ShouldBe(Interval.Wilson(alone.FraudCount, there.Length));
        foreach (EvaluatedMetric value in first.Values) value.ShouldBe(alone.Values.Single(other => other.Name == value.Name));
    }

    [Fact]
    public void Many_numbers_are_cut_into_bands_of_about_equal_size_with_short_names()
    {
        ScoredRows rows = Samples.Rows(1000, seed: 2);
        float[] amounts = [.. Enumerable.Range(0, 1000).Select(row => row == 999 ? float.NaN : row * 1.2345f)];

        SegmentTable table = SegmentTable.Of(rows, new NumberColumn("Amount", amounts), Quick);

        table.Segments.Select(segment => segment.Name).ShouldBe(
            ["up to 246", "246 to 493", "493 to 739", "739 to 986", "above 986", "missing"]);
        table.Segments.Take(5).ShouldAllBe(segment => segment.RowCount >= 198 && segment.RowCount <= 202);
    }

    [Fact]
    public void Few_numbers_are_segments_by_themselves()
    {
        ScoredRows rows = Samples.Rows(100, seed: 2);
        var online = new NumberColumn("Online", [.. Enumerable.Range(0, 100).Select(row => row % 4 == 0 ? 1f : 0)]);
        SegmentTable table = SegmentTable.Of(rows, online, Quick);
        table.Segments.Select(segment => (segment.Name, segment.RowCount)).ShouldBe([("0", 75), ("1", 25)]);
    }

    [Fact]
    public void Weeks_begin_with_the_first_day_and_empty_ones_are_left_out()
    {
        // Monday 2 March 2026, 15:00 UTC.
        long first = new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
        long[] times = [.. Enumerable.Range(0, 400).Select(row => first + (row < 200 ? row * 2 * Hour : 21 * Day + row * 2 * Hour))];
        ScoredRows rows = Samples.Rows(400, seed: 4, new() { Timestamps = times });

        SegmentTable table = Evaluation.Of(rows, new() { DrawCount = 0 }).ByTime(Quick)!;

        table.Name.ShouldBe("week");
        table.Segments.Select(segment => segment.Name).ShouldBe(
            ["2026-03-02", "2026-03-09", "2026-03-16", "2026-04-06", "2026-04-13", "2026-04-20"]);
        table.Segments[0].RowCount.ShouldBe(77, "nine hours of the first day are left, and six days");
    }

    [Theory]
    [InlineData(2.5, "6 hours", "12 h")]
    [InlineData(0.4, "hour", "2 h")]
    [InlineData(6, "day", "day 2")]
    [InlineData(40, "week", "day 14")]
    [InlineData(700, "four weeks", "1970-02-26")]
    public void The_period_follows_the_time_that_went_by(double days, string name, string third)
    {
        long[] times = [.. Enumerable.Range(0, 301).Select(row => (long)(row * days / 300 * Day))];
        SegmentTable table = SegmentTable.OverTime(Samples.Rows(301, seed: 4, new() { Timestamps = times }), Quick with { DrawCount = 0 })!;

        table.Name.ShouldBe(name);
        table.Segments[2].Name.ShouldBe(third);
        table.Segments.Sum(segment => segment.RowCount).ShouldBe(301);
    }

    [Fact]
    public void A_segment_without_a_fraud_says_why_it_has_no_average_precision()
    {
        var rows = new ScoredRows([true, false, false], [0.9, 0.1, 0.2]);
        SegmentTable table = SegmentTable.Of(rows, Texts(["a", "b", "b"]), Quick);
        table.Segments[0].Values[0].UndefinedBecause.ShouldBe("there is no fraud");
        table.Segments[0].Values[1].UndefinedBecause.ShouldBe("no row was flagged");
    }

    [Fact]
    public void Rows_that_were_not_evaluated_and_times_that_are_not_known_are_said_so()
    {
        ScoredRows rows = Samples.Rows(10, seed: 4);
        SegmentTable.OverTime(rows).ShouldBeNull();
        Should.Throw<FraudMlException>(() => SegmentTable.Of(rows, Texts(["a"]))).Message
            .ShouldBe("Segments need the rows that were evaluated: 'country' has 1 of them, and 10 were scored.");
        Should.Throw<FraudMlException>(() => SegmentTable.OverTime(rows, new() { Period = TimeSpan.FromSeconds(1) })).Message
            .ShouldContain("Period must be at least a minute. Got 00:00:01 instead.");
    }

    private static TextColumn Texts(string?[] values)
    {
        string[] distinct = [.. values.OfType<string>().Distinct()];
        var dictionary = new TextDictionary(distinct);
        return new("country", [.. values.Select(dictionary.CodeOf)], dictionary);
    }
}
