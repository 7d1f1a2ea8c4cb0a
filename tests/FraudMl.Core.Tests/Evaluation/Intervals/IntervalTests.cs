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
            for (int i = 0; i + 1 < ranked.Count; i += 2)
            {
                (int first, int second) = random.TwoBelow(ranked.Count);
                repeated.AddRange([ranked.Rows[first], ranked.Rows[second]]);
            }
            if (ranked.Count % 2 == 1) repeated.Add(ranked.Rows[random.Below(ranked.Count)]);
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

    [Fact]
    public void Bias_corrected_intervals_equal_the_formula_written_out()
    {
        double[] draws = [.. Enumerable.Range(1, 999).Select(i => (double)i)];
        // z0 = Φ⁻¹(599.5 / 999), a = 0.05; the shares are Efron's formula by scipy.
        Interval got = Bootstrap.Of(draws, estimate: 600, acceleration: 0.05)!.Value;
        got.Low.ShouldBe(1 + 998 * 0.0936492404743563, 1e-6);
        got.High.ShouldBe(1 + 998 * 0.996952824587227, 1e-6);
        Bootstrap.Of(draws, double.NaN, 0).ShouldBe(new Interval(1 + 998 * 0.025, 1 + 998 * 0.975));
    }

    [Fact]
    public void The_acceleration_of_a_mean_is_that_of_its_skewness()
    {
        // Brier of one class is a mean: a = Σ d³ / (6 (Σ d²)^1.5) over single rows, as there are fewer than 100.
        double[] scores = [.. Enumerable.Range(0, 60).Select(i => Math.Pow(i / 60.0, 3))];
        var rows = new ScoredRows(new bool[60], scores);
        double[] errors = [.. scores.Select(score => score * score)];
        double[] gaps = [.. errors.Select(error => error - errors.Average())];
        double want = gaps.Sum(gap => gap * gap * gap) / (6 * Math.Pow(gaps.Sum(gap => gap * gap), 1.5));
        Jackknife.Accelerations(rows.Ranked, null, [Metrics.Brier], seed: 1, threadCount: 2)[0].ShouldBe(want, 1e-9);
    }

    [Fact]
    public void Rows_of_one_block_are_drawn_together_and_widen_the_interval()
    {
        // Every row four times over: as single rows they look like four times as much evidence.
        ScoredRows one = Samples.Rows(500, seed: 3);
        int[] repeated = [.. Enumerable.Range(0, 2000).Select(i => i / 4)];
        ScoredRows alone = one.Subset(repeated), together = new(alone.Labels, alone.Scores, alone.Options with { Blocks = repeated });
        double Width(ScoredRows rows) =>
            Bootstrap.Intervals(rows, [Metrics.RocAuc], 500, seed: 1, threadCount: 2)[0] is { } ends ? ends.High - ends.Low : 0;
        (Width(together) / Width(alone)).ShouldBeInRange(1.6, 2.5);

        var draw = new BootstrapDraw(together.Ranked, RowBlocks.Of(together));
        draw.Fill(SplitMix64.Stream(seed: 1, stream: 2));
        foreach ((RankedClass ranked, double[] weights) in new[] { (together.Ranked.Frauds, draw.Frauds),
            (together.Ranked.Legits, draw.Legits) })
            ranked.Rows.Zip(weights).GroupBy(pair => repeated[pair.First])
                .ShouldAllBe(block => block.Select(pair => pair.Second).Distinct().Count() == 1);
    }

    [Fact]
    public void Blocks_of_a_dataset_are_named_by_column()
    {
        Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 1_000, FraudRatio = 0.1, Seed = 4 });
        FraudModel model = new FraudPipelineBuilder().Standardize(Columns.Numbers).Train(Trainers.LogisticRegression()).Build().Fit(data);
        model.ScoredRowsOf(data, "Time").Blocks!.ShouldBe(model.ScoredRowsOf(data).Days!);
        model.Evaluate(data, new() { DrawCount = 50, BlockColumn = "V1" }).IntervalOf(Metrics.Accuracy).ShouldNotBeNull();
        Should.Throw<FraudMlException>(() => Evaluation.Of(Samples.Rows(50, seed: 1), new() { BlockColumn = "Card" })).Message
            .ShouldContain("BlockColumn");
    }

    [Fact]
    public void Many_scores_are_sorted_by_digits_as_by_comparison()
    {
        var random = new Random(3);
        double[] scores = [.. Enumerable.Range(0, 50_000)
            .Select(i => i % 5 == 0 ? -0.0 : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300)))];
        int[] rows = [.. Enumerable.Range(0, scores.Length)];
        double[] sorted = [.. scores];
        DescendingOrder.Sort(sorted, rows);
        sorted.ShouldBe(scores.OrderDescending());
        rows.Select(row => scores[row]).ShouldBe(sorted);
        rows.Order().ShouldBe(Enumerable.Range(0, scores.Length));
    }
}
