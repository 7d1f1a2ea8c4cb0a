namespace FraudMl.Tests;

public sealed class StrangersMetricTests
{
    // The share of the frauds' weight that is flagged: recall, by hand.
    private static readonly Metric Mine = Metric.Of("my_recall", MetricDirection.HigherIsBetter, rows =>
    {
        double caught = 0, all = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            if (!rows.Labels[row]) continue;
            double weight = rows.Weights?[row] ?? 1;
            all += weight;
            if (rows.IsFlagged(row)) caught += weight;
        }

        return caught / all;
    });

    [Theory, InlineData(false), InlineData(true)]
    public void It_has_the_value_and_the_interval_of_ours(bool weighted)
    {
        var random = new Random(3);
        bool[] labels = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble() < 0.3)];
        double[] scores = [.. labels.Select(label => Math.Clamp(random.NextDouble() + (label ? 0.2 : -0.1), 0, 1))];
        double[]? weights = weighted ? [.. labels.Select(_ => (double)random.Next(0, 3))] : null;
        int[] blocks = [.. Enumerable.Range(0, 300).Select(row => row / 2)];
        var rows = new ScoredRows(labels, scores, new() { Weights = weights, Blocks = blocks });

        Evaluation evaluation = Evaluation.Of(rows, new() { DrawCount = 300, IntervalMetrics = [Mine, Metrics.Recall] });

        Mine.Compute(rows).ShouldBe(Metrics.Recall.Compute(rows), 1e-12);
        Interval mine = evaluation.IntervalOf(Mine).ShouldNotBeNull(), ours = evaluation.IntervalOf(Metrics.Recall).ShouldNotBeNull();
        (mine.Low, mine.High).ShouldSatisfyAllConditions(ends => ends.Low.ShouldBe(ours.Low, 1e-12),
            ends => ends.High.ShouldBe(ours.High, 1e-12));
        evaluation[Mine].ShouldBe(Mine.Compute(rows));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void One_of_sorted_scores_has_the_bits_and_the_interval_of_ours(bool weighted)
    {
        Metric mine = Metric.OfTally("my_average_precision", MetricDirection.HigherIsBetter, tally =>
        {
            if (tally.FraudWeight == 0) return MetricValue.Undefined("there is no fraud");
            double sum = 0, before = 0;
            for (int group = 0; group < tally.FraudsAbove.Length; group++)
            {
                double frauds = tally.FraudsAbove[group];
                if (frauds > before) sum += (frauds - before) * (frauds / (frauds + tally.LegitsAbove[group]));
                before = frauds;
            }

            return new(sum / tally.FraudWeight);
        });
        Metric precision = Metric.OfTally("my_precision", MetricDirection.HigherIsBetter, tally => tally.Confusion.Precision());
        var random = new Random(7);
        bool[] labels = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble() < 0.2)];
        double[] scores = [.. labels.Select(label => Math.Round(Math.Clamp(random.NextDouble() + (label ? 0.2 : -0.1), 0, 1), 2))];
        double[]? weights = weighted ? [.. labels.Select(_ => (double)random.Next(0, 3))] : null;
        var rows = new ScoredRows(labels, scores, new() { Weights = weights });

        Evaluation evaluation = Evaluation.Of(rows,
            new() { DrawCount = 200, IntervalMetrics = [mine, precision, Metrics.AveragePrecision, Metrics.Precision] });

        evaluation[mine].ShouldBe(Metrics.AveragePrecision.Compute(rows));
        evaluation[precision].ShouldBe(Metrics.Precision.Compute(rows));
        evaluation.IntervalOf(mine).ShouldNotBeNull();
        evaluation.IntervalOf(mine).ShouldBe(evaluation.IntervalOf(Metrics.AveragePrecision));
        mine.Evaluate(new ScoredRows([false], [0.5])).UndefinedBecause.ShouldBe("there is no fraud");
        Metric none = Metric.OfTally("none", MetricDirection.HigherIsBetter, _ => new(double.NaN));
        none.Evaluate(rows).UndefinedBecause.ShouldBe("the metric gave none");
    }

    [Fact]
    public void One_of_costs_looks_at_the_decisions_that_pay()
    {
        Metric cost = Metric.OfCosts("my_cost", MetricDirection.LowerIsBetter, rows => rows.Costs is not { } costs
            ? double.NaN
            : Enumerable.Range(0, rows.Count)
                .Sum(row => rows.IsFlagged(row) ? costs.Review[row] : rows.Labels[row] ? costs.MissedFraud[row] : 0));
        Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 1_000, FraudRatio = 0.05, Seed = 4 });
        FraudPipeline pipeline = new FraudPipelineBuilder().Standardize(Columns.Numbers).Train(Trainers.LogisticRegression())
            .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5)).Build();

        CrossValidationReport report = pipeline.CrossValidate(data, Folds.Stratified(2), [cost, Metrics.TotalCost]);

        report.Mean(cost).ShouldBe(report.Mean(Metrics.TotalCost), 1e-9);
        pipeline.WithoutDecision().CrossValidate(data, Folds.Stratified(2), [cost]).Folds[0].Evaluate(cost).UndefinedBecause
            .ShouldBe("the metric gave none");
    }

    [Fact]
    public void It_is_found_by_its_name_once_it_is_added()
    {
        Metric one = Metric.OfTally("named_one", MetricDirection.HigherIsBetter, tally => new(tally.FraudWeight));
        Func<double, Metric> family = share =>
            Metric.OfTally(FormattableString.Invariant($"named_share_{share}"), MetricDirection.HigherIsBetter, _ => new(share));
        Should.Throw<FraudMlException>(() => Metrics.Named("named_one")).Message
            .ShouldEndWith("one of your own is known after Metrics.Add(…).");

        for (int times = 0; times < 2; times++)
        {
            Metrics.Add(one);
            Metrics.Add("named_share", family);
        }

        Metrics.Named("named_one").ShouldBeSameAs(one);
        Metrics.Named("named_share_0.25").Compute(new ScoredRows([true], [0.5])).ShouldBe(0.25);
        Should.Throw<FraudMlException>(() => Metrics.Named("named_share_0.250"));
        Should.Throw<FraudMlException>(() => Metrics.Named("named_share_x"));
        Should.Throw<FraudMlException>(() => Metrics.Add(Metric.Of("named_one", MetricDirection.HigherIsBetter, _ => 0))).Message
            .ShouldStartWith("A metric named 'named_one' has been added already, and this is another one.");

        FraudPipeline pipeline = new FraudPipelineBuilder()
            .Train(Trainers.GreedySelection([Trainers.LogisticRegression()], new() { Metric = Metrics.Named("named_share_0.25") })).Build();
        PipelineDefinition definition = PipelineDefinition.FromJson(pipeline.ToDefinition().ToJson());
        ((GreedySelectionOptions)definition.ToPipeline().Trainer.Options).Metric.Name.ShouldBe("named_share_0.25");
        definition.ToCSharp().ShouldContain("new() { Metric = Metrics.Named(\"named_share_0.25\") }");
    }

    [Fact]
    public void A_value_that_is_no_number_is_undefined()
    {
        Metric none = Metric.Of("none", MetricDirection.LowerIsBetter, _ => double.NaN);
        none.Evaluate(new ScoredRows([true], [0.5])).UndefinedBecause.ShouldBe("the metric gave none");
        none.HigherIsBetter.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "The name of a metric must be letters, digits and _ - . /, at least one. Got '' instead.")]
    [InlineData("a b", "The name of a metric must be letters, digits and _ - . /, at least one. Got 'a b' instead.")]
    [InlineData("f1", "'f1' is the name of a metric of Metrics.All. Give yours another name.")]
    public void A_name_that_can_not_be_tracked_is_refused(string name, string message) =>
        Should.Throw<FraudMlException>(() => Metric.Of(name, MetricDirection.HigherIsBetter, _ => 0)).Message.ShouldBe(message);
}
