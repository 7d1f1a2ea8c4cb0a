namespace FraudMl.Tests;

public class ThresholdTests
{
    private static readonly ScoreSweep Sweep = ScoreSweep.Of(new ScoredRows(
        [true, false, true, false, false, true], [0.9, 0.8, 0.7, 0.7, 0.3, 0.1], new() { Days = [1, 1, 1, 2, 2, 2] }));

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(0.1, 0.9)]
    [InlineData(3, 0.1)]
    public void The_best_F_measure_follows_beta(double beta, double threshold) =>
        ChosenThreshold.BestFBeta(Sweep, beta).ShouldBe(threshold);

    [Theory]
    [InlineData(0.2, 0.9)]
    [InlineData(0.34, 0.8)]
    [InlineData(0.67, 0.7)]
    [InlineData(1, 0.1)]
    public void The_false_positive_rate_is_kept_and_tied_rows_enter_together(double maxFpr, double threshold) =>
        ChosenThreshold.AtFpr(Sweep, maxFpr).ShouldBe(threshold);

    [Fact]
    public void The_rule_stops_where_the_metric_of_the_same_name_stops()
    {
        var random = new Random(5);
        for (int percent = 1; percent <= 60; percent++)
        {
            foreach (int hundreds in new[] { 1, 3 })
            {
                bool[] labels = [.. Enumerable.Range(0, (100 * hundreds) + 40).Select(row => row < 40)];
                double[] scores = [.. labels.Select(_ => random.NextDouble())];
                foreach (double[]? weights in new double[]?[] { null, [.. labels.Select(_ => random.Next(1, 30) / 10.0)] })
                {
                    double limit = double.Parse($"0.{percent:00}", System.Globalization.CultureInfo.InvariantCulture);
                    var rows = new ScoredRows(labels, scores, new() { Weights = weights });
                    double threshold = Thresholds.RecallAtFpr(limit).Fit(rows, new RowSchema([])).Threshold;
                    var decided = new ScoredRows(labels, scores, new() { Weights = weights, Threshold = threshold });
                    Metrics.Recall.Evaluate(decided).Value.ShouldBe(Metrics.RecallAtFpr(limit).Evaluate(rows).Value, 1e-12,
                        $"{percent} % of {hundreds} hundreds");
                    if (weights is null) decided.Tally.Confusion.FalsePositives.ShouldBe(percent * hundreds);
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 0.8)]
    [InlineData(1.5, 0.8)]
    [InlineData(2, 0.7)]
    public void Alerts_a_day_are_a_mean_over_the_days(double count, double threshold) =>
        ChosenThreshold.AtAlertsPerDay(Sweep, count).Threshold.ShouldBe(threshold);

    [Fact]
    public void A_capacity_that_no_threshold_keeps_flags_nothing() =>
        ChosenThreshold.AtAlertsPerDay(Sweep, 0.1).Threshold.ShouldBeGreaterThan(1);

    [Fact]
    public void What_is_out_of_range_or_unknown_is_explained()
    {
        Should.Throw<FraudMlException>(() => Thresholds.Fixed(1.1)).Message.ShouldContain("in [0, 1]");
        Should.Throw<FraudMlException>(() => Thresholds.BestFBeta(0)).Message.ShouldContain("greater than 0");
        Should.Throw<FraudMlException>(() => Thresholds.RecallAtFpr(double.NaN));
        Should.Throw<FraudMlException>(() => Thresholds.AlertsPerDay(5).Fit(new([true, false], [0.5, 0.4]), new RowSchema([]))).Message
            .ShouldContain("timestamp");
    }
}
