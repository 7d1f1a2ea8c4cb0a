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
        (mine.Low, mine.High).ShouldSatisfyAllConditions(ends => ends.Low.ShouldBe(ours.Low, 1e-12), ends => ends.High.ShouldBe(ours.High, 1e-12));
        evaluation[Mine].ShouldBe(Mine.Compute(rows));
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
