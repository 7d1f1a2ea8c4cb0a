namespace FraudMl.Tests;

public class IntervalTests
{
    [Theory]
    [InlineData(0, 10, 0.0, 0.2775327998628892)]
    [InlineData(10, 10, 0.7224672001371107, 1.0)]
    [InlineData(81, 263, 0.255289125, 0.366207353)]
    public void Wilson_gives_the_published_intervals(double successes, double trials, double low, double high)
    {
        // 81 of 263: Newcombe 1998, table I; 0 and 10 of 10: z²/(n + z²).
        Interval interval = Interval.Wilson(successes, trials);
        interval.Low.ShouldBe(low, 1e-5);
        interval.High.ShouldBe(high, 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Bootstrap_is_the_same_to_the_bit_for_any_number_of_threads(int threadCount)
    {
        ScoredRows rows = Samples.Rows(500, seed: 3);
        Bootstrap.Intervals(rows, HeadlineMetrics.All, 200, seed: 11, threadCount)
            .ShouldBe(Bootstrap.Intervals(rows, HeadlineMetrics.All, 200, seed: 11, threadCount: 3));
    }

    [Fact]
    public void Another_seed_gives_other_draws()
    {
        ScoredRows rows = Samples.Rows(500, seed: 3);
        Bootstrap.Intervals(rows, [Metrics.AveragePrecision], 200, seed: 11, threadCount: 1)
            .ShouldNotBe(Bootstrap.Intervals(rows, [Metrics.AveragePrecision], 200, seed: 12, threadCount: 1));
    }

    [Fact]
    public void A_draw_equals_the_same_rows_repeated_by_hand()
    {
        ScoredRows rows = Samples.Rows(300, seed: 5);
        var draw = new BootstrapDraw(rows.Ranked);
        draw.Fill(SplitMix64.Stream(seed: 1, stream: 2));

        // The same generator over the same ranks, written out as rows.
        SplitMix64 random = SplitMix64.Stream(seed: 1, stream: 2);
        List<int> repeated = [];
        foreach (RankedClass ranked in new[] { rows.Ranked.Frauds, rows.Ranked.Legits })
        {
            for (int i = 0; i < ranked.Count; i++) repeated.Add(ranked.Rows[random.Below(ranked.Count)]);
        }
        ScoredRows byHand = rows.Subset([.. repeated]);
        // Quantile bins stay those of the evaluated rows.
        foreach (Metric metric in Metrics.All.Where(metric => !metric.Name.Contains("quantile", StringComparison.Ordinal)))
            metric.Evaluate(draw.Tally).Value.ShouldMatch(metric.Compute(byHand), metric.Name, 1e-12);
    }

    [Fact]
    public void Bootstrap_covers_the_truth_about_as_often_as_it_says()
    {
        // AUC of the sample's distribution, from one large sample.
        double truth = Metrics.RocAuc.Compute(Samples.Rows(200_000, seed: 1));
        int covered = Enumerable.Range(0, 200).Count(seed =>
        {
            Interval auc = Bootstrap.Intervals(Samples.Rows(800, 1000 + seed), [Metrics.RocAuc], 300, seed, threadCount: 2)[0]!.Value;
            return auc.Low <= truth && truth <= auc.High;
        });
        covered.ShouldBeInRange(180, 199);
    }

    [Fact]
    public void A_metric_that_most_draws_leave_undefined_has_no_interval()
    {
        // Only the one fraud is ever flagged, and by the threshold it is not: no draw flags a row.
        var rows = new ScoredRows([true, false, false], [0.4, 0.1, 0.2]);
        Bootstrap.Intervals(rows, [Metrics.Precision], 100, seed: 1, threadCount: 1)[0].ShouldBeNull();
    }
}
