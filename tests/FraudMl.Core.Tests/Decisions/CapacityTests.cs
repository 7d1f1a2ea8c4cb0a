namespace FraudMl.Tests;

/// <summary>As many alerts a day as were asked for.</summary>
public class CapacityTests
{
    private const long Hour = 3_600_000_000, Day = 24 * Hour;

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void One_day_is_one_day_wherever_midnight_falls(int startHour)
    {
        var rows = Spread(Enumerable.Range(0, 24_000).Select(i => (startHour * Hour) + (i * (Day / 24_000))));

        rows.DayCount!.Value.ShouldBe(1, 1e-9);
        Flagged(rows, Thresholds.AlertsPerDay(100)).ShouldBe(100);
    }

    [Fact]
    public void A_day_and_two_seconds_are_no_two_days() =>
        Flagged(Spread(Enumerable.Range(0, 1000).Select(i => i * (Day / 998))), Thresholds.AlertsPerDay(100)).ShouldBeInRange(99, 101);

    [Fact]
    public void Dates_without_a_time_of_day_are_whole_days()
    {
        ScoredRows rows = Spread(Enumerable.Range(0, 400).Select(i => i / 100 * Day));

        rows.DayCount.ShouldBe(4);
        Flagged(rows, Thresholds.AlertsPerDay(10)).ShouldBe(40);
    }

    [Fact]
    public void Rows_that_share_a_probability_are_flagged_by_their_margins()
    {
        double[] margins = [.. Enumerable.Range(0, 4000).Select(i => (i * 7919 % 4000) / 100.0)];
        var rows = new ScoredRows([.. margins.Select(margin => margin > 35)], [.. margins.Select(margin => margin > 30 ? 0.9 : 0.01)], new()
        {
            Margins = margins, Timestamps = [.. Enumerable.Range(0, 4000).Select(i => i * (10 * Day / 4000))],
        });

        var decision = (ThresholdDecision)Thresholds.AlertsPerDay(20).Fit(rows, new RowSchema([]));

        margins.Count(margin => margin >= decision.Margin).ShouldBe(200);
        (decision.Threshold, decision.Capacity).ShouldBe((0.9, 20));
    }

    [Fact]
    public void A_tie_that_nothing_resolves_is_told_and_not_passed_over()
    {
        var rows = new ScoredRows([.. Enumerable.Range(0, 400).Select(i => i % 4 == 0)],
            [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? 0.9 : 0.1)], new()
        {
            Timestamps = [.. Enumerable.Range(0, 400).Select(i => i * (2 * Day / 400))],
        });

        Should.Throw<FraudMlException>(() => Thresholds.AlertsPerDay(20).Fit(rows, new RowSchema([]))).Message.ShouldStartWith(
            "Thresholds.AlertsPerDay(20) can't be kept: 100 transactions a day share the highest score");
    }

    [Fact]
    public void Isotonic_calibration_does_not_swallow_the_capacity()
    {
        Dataset data = Payments(6000, days: 6, shift: 3);
        FraudModel model = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Calibrate(Calibrators.Isotonic())
            .DecideBy(Thresholds.AlertsPerDay(20)).Build().Fit(data);

        Evaluation evaluation = model.Evaluate(data, new() { DrawCount = 0 });

        evaluation.Alerts!.Asked.ShouldBe(20);
        evaluation.Alerts.PerDay.ShouldBeInRange(16, 24);
        new OnnxModelScores(model, data).Decisions!.Select(decision => decision == 1).ShouldBe(model.Decide(data));
        using var stored = new MemoryStream();
        model.Save(stored);
        stored.Position = 0;
        FraudModel.Load(stored).Decide(data).ShouldBe(model.Decide(data));
    }

    [Fact]
    public void Evaluation_sets_the_alerts_a_day_beside_those_asked_for_and_warns_when_they_are_off()
    {
        var rows = new ScoredRows([true, .. new bool[99]], [.. Enumerable.Range(0, 100).Select(i => (100 - i) / 100.0)], new()
        {
            Threshold = 0.705, Capacity = 10, Timestamps = [.. Enumerable.Range(0, 100).Select(i => i * (2 * Day / 100))],
        });
        Evaluation evaluation = Evaluation.Of(rows, new() { DrawCount = 0 });

        evaluation.Alerts!.PerDay.ShouldBe(15, 1e-9);
        evaluation.Alerts.IsOff.ShouldBeTrue();
        evaluation.ToString().ShouldContain(
            "alerts a day                      15  asked for 10\n! 50 % more alerts a day than were asked for");
        evaluation.ToJson().ShouldContain("\"per_day\": 15");
        (new AlertRate(12, 10).IsOff, new AlertRate(8, 10).IsOff, new AlertRate(12.1, 10).IsOff, new AlertRate(7.9, 10).IsOff,
            new AlertRate(5, null).IsOff)
            .ShouldBe((false, false, true, true, false));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(50)]
    public void The_top_of_each_day_is_exactly_as_many_however_many_tie(int perDay)
    {
        Dataset data = Payments(2000, days: 5, shift: 0.5);
        FraudModel model = new FraudPipelineBuilder().Train(Trainers.DecisionTree(new() { MaximumDepth = 2 }))
            .DecideBy(Thresholds.Fixed(0.5)).Build().Fit(data);
        int[] days = CardDays.DaysOf(data.Timestamps);

        bool[] flags = model.DecideTop(data, perDay);

        double[] scores = model.Score(data);
        foreach (int day in days.Distinct())
        {
            int[] rows = [.. Enumerable.Range(0, days.Length).Where(row => days[row] == day)];
            rows.Count(row => flags[row]).ShouldBe(Math.Min(perDay, rows.Length));
            rows.Where(row => flags[row]).Min(row => scores[row]).ShouldBeGreaterThanOrEqualTo(
                rows.Where(row => !flags[row]).Max(row => scores[row]));
        }

        int[] shuffled = [.. Enumerable.Range(0, data.RowCount)];
        new Random(4).Shuffle(shuffled);
        model.DecideTop(data.Take(shuffled), perDay).ShouldBe([.. shuffled.Select(row => flags[row])]);
        Should.Throw<FraudMlException>(() => model.DecideTop(data)).Message.ShouldContain("Give perDay");
        Should.Throw<FraudMlException>(() => model.DecideTop(data, 0)).Message.ShouldBe("perDay must be at least 1. Got 0 instead.");
    }

    [Fact]
    public void Known_cards_that_validation_leaves_out_count_towards_the_capacity()
    {
        Dataset data = SyntheticTransactions.Payments(new() { CustomerCount = 150, TerminalCount = 100, DayCount = 60, Seed = 3 });
        var options = new PrequentialOptions { CardKey = "CUSTOMER_ID", Training = TimeSpan.FromDays(14), LabelDelay = TimeSpan.FromDays(3),
            Validation = TimeSpan.FromDays(7) };
        foreach (Fold fold in Folds.Prequential(3, options).Split(FoldInput.Of(data)))
        {
            fold.KnownRows.Length.ShouldBeGreaterThan(0);
            fold.KnownRows.Intersect(fold.ValidationRows).ShouldBeEmpty();
            fold.KnownRows.Intersect(fold.TrainingRows).ShouldBeEmpty();
        }

        FraudModel Fitted(PrequentialOptions inner) =>
            new FraudPipelineBuilder().Drop(Columns.Texts).Drop("TX_DATETIME").Train(Trainers.LogisticRegression())
            .DecideBy(Thresholds.AlertsPerDay(10)).Build().Fit(data, new() { InnerFolds = Folds.Prequential(3, inner) });
        Fitted(options).Decision!.Threshold.ShouldBe(Fitted(options with { CardKey = null }).Decision!.Threshold);
    }

    private static int Flagged(ScoredRows rows, IDecisionRule rule)
    {
        double threshold = rule.Fit(rows, new RowSchema([])).Threshold;
        return rows.Scores.ToArray().Count(score => score >= threshold);
    }

    private static ScoredRows Spread(IEnumerable<long> times)
    {
        long[] at = [.. times];
        return new ScoredRows([.. at.Select((_, i) => i % 10 == 0)], [.. at.Select((_, i) => (double)(i * 7919L % at.Length) / at.Length)],
            new() { Timestamps = at });
    }

    private static Dataset Payments(int count, int days, double shift)
    {
        var random = new Random(8);
        bool[] frauds = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.05)];
        return new Dataset(
        [
            new NumberColumn("X", [.. frauds.Select(fraud => (float)(random.NextDouble() + (fraud ? shift : 0)))]),
            new TimestampColumn("At", [.. Enumerable.Range(0, count).Select(row => row * (days * Day / count))]),
            new NumberColumn("Class", [.. frauds.Select(fraud => fraud ? 1f : 0f)], ColumnRoles.Label),
        ]);
    }
}
