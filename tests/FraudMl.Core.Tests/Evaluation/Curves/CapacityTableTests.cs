namespace FraudMl.Tests;

public sealed class CapacityTableTests
{
    private static readonly bool[] Labels = [true, false, true, false, true];
    private static readonly double[] Scores = [0.9, 0.8, 0.5, 0.5, 0.1];
    private static readonly CostTable Costs = new([100, 50, 20, 70, 3], [5, 5, 5, 5, 5]);

    [Fact]
    public void Shares_are_counted_as_written_down_by_hand()
    {
        long day = 86_400_000_000;
        var rows = new ScoredRows(Labels, Scores, new() { Costs = Costs, Timestamps = [0, day, 2 * day, 3 * day, 4 * day] });

        IReadOnlyList<CapacityRow> table = CapacityTable.Of(rows, [0.1, 0.2, 0.6, 1]).Rows;

        table.Select(row => row.Flagged).ShouldBe([1, 3, 5], "a share that flags no row more than the one before is left out");
        table[0].ShouldBe(new CapacityRow(0.1, 1, 0.9, 1 / 3.0, 1)
        {
            Lift = 1 / (3 / 5.0), AlertsPerDay = 1 / 5.0, AmountCaught = 100, NetSavings = 100 - 5,
            RecallInterval = Interval.Wilson(1, 3), PrecisionInterval = Interval.Wilson(1, 1),
        });

        // The third row is one of two that are tied: half a fraud, half of its 20.
        table[1].Recall.ShouldBe(1.5 / 3);
        table[1].Precision.ShouldBe(1.5 / 3);
        table[1].AmountCaught.ShouldBe(110);
        table[1].NetSavings.ShouldNotBeNull().ShouldBe(110 - 3 * 5, 1e-12);
        (table[2].Recall, table[2].Threshold, table[2].NetSavings!.Value).ShouldBe((1.0, 0.1, 123.0 - 25));
    }

    [Fact]
    public void Recall_and_precision_are_those_of_the_metrics_at_the_top()
    {
        ScoredRows rows = Samples.Rows(3000, seed: 11);

        foreach (CapacityRow row in CapacityTable.Of(rows).Rows)
        {
            row.Flagged.ShouldBe(Math.Ceiling(row.Share * 3000));
            row.Recall.ShouldBe(Metrics.RecallAtTop((int)row.Flagged).Compute(rows), 1e-12);
            row.Precision.ShouldBe(Metrics.PrecisionAtTop((int)row.Flagged).Compute(rows), 1e-12);
        }
    }

    [Fact]
    public void Deciles_are_those_of_the_gains_table()
    {
        ScoredRows rows = Samples.Rows(1234, seed: 3);
        IReadOnlyList<GainsRow> gains = GainsTable.Of(rows).Rows;

        IReadOnlyList<CapacityRow> table = CapacityTable.Of(rows, [.. gains.Select(row => row.Decile / 10.0)]).Rows;

        for (int i = 0; i < gains.Count; i++)
        {
            table[i].Flagged.ShouldBe(gains[i].RowCount);
            table[i].Recall.ShouldBe(gains[i].Gain, 1e-12);
            table[i].Lift.ShouldBe(gains[i].Lift, 1e-12);
        }
    }

    [Fact]
    public void Savings_are_those_of_the_threshold_where_no_scores_are_tied()
    {
        double[] scores = [.. Enumerable.Range(0, 200).Select(row => row / 200.0)];
        bool[] labels = [.. scores.Select((_, row) => row % 7 == 0)];
        var costs = new CostTable([.. scores.Select((_, row) => 3.0 * (row % 11))], [.. scores.Select(_ => 2.0)]);
        var rows = new ScoredRows(labels, scores, new() { Costs = costs });
        Dictionary<double, ThresholdRow> thresholds = ThresholdTable.Of(rows).Rows.ToDictionary(row => row.Flagged);

        foreach (CapacityRow row in CapacityTable.Of(rows).Rows)
        {
            row.NetSavings!.Value.ShouldBe(thresholds[row.Flagged].NetSavings!.Value, 1e-9);
            row.AmountCaught!.Value.ShouldBe(thresholds[row.Flagged].AmountCaught!.Value, 1e-9);
            row.Threshold.ShouldBe(thresholds[row.Flagged].Threshold);
        }
    }

    [Fact]
    public void Intervals_are_Wilsons_and_those_of_the_metrics_where_rows_belong_together()
    {
        ScoredRows rows = Samples.Rows(2000, seed: 5);
        CapacityRow alone = Evaluation.Of(rows, new() { DrawCount = 0 }).Capacity.Rows.Single(row => row.Flagged == 20);
        alone.RecallInterval.ShouldBe(Interval.Wilson(alone.Recall * rows.Labels.Count(true), rows.Labels.Count(true)));
        alone.PrecisionInterval.ShouldBe(Interval.Wilson(alone.Precision * 20, 20));

        ScoredRows blocks = Samples.Rows(2000, seed: 5, new() { Blocks = [.. Enumerable.Range(0, 2000).Select(row => row / 4)] });
        Metric recall = Metrics.RecallAtTop(20);
        Evaluation evaluation = Evaluation.Of(blocks, new() { DrawCount = 100 });
        evaluation.Capacity.Rows.Single(row => row.Flagged == 20).RecallInterval
            .ShouldBe(Evaluation.Of(blocks, new() { DrawCount = 100, IntervalMetrics = [recall] }).IntervalOf(recall));
        CapacityTable.Of(blocks).Rows.ShouldAllBe(row => row.RecallInterval == null);
    }

    [Fact]
    public void Without_a_fraud_there_is_no_row_and_a_wrong_share_is_named()
    {
        CapacityTable.Of(new ScoredRows([false, false], [0.1, 0.2])).Rows.ShouldBeEmpty();
        Should.Throw<FraudMlException>(() => CapacityTable.Of(Samples.Rows(10, 1), [0.1, 1.5])).Message
            .ShouldBe("A share to flag must be in (0, 1]. Got 1.5 instead.");
    }
}
