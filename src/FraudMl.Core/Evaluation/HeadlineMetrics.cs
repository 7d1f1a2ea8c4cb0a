namespace FraudMl;

/// <summary>The metrics an evaluation gives intervals for.</summary>
internal static class HeadlineMetrics
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        Metrics.AveragePrecision, Metrics.RocAuc, Metrics.Accuracy, Metrics.Precision, Metrics.Recall, Metrics.F1, Metrics.Brier,
        Metrics.LogLoss, Metrics.Mcc, Metrics.BalancedAccuracy, Metrics.Specificity, Metrics.KsStatistic, Metrics.TotalCost,
        Metrics.Savings,
    ];

    /// <summary>Returns metrics with their intervals.</summary>
    public static IReadOnlyList<EvaluatedMetric> Evaluate(ScoredRows rows, IEnumerable<Metric> metrics, EvaluationOptions options) =>
        Evaluate(rows, metrics, Intervals(rows, options));

    /// <inheritdoc cref="Evaluate(ScoredRows, IEnumerable{Metric}, EvaluationOptions)"/>
    public static IReadOnlyList<EvaluatedMetric> Evaluate(ScoredRows rows, IEnumerable<Metric> metrics,
        Dictionary<string, Interval?> intervals) => [.. metrics.Select(metric =>
        {
            MetricValue value = metric.Evaluate(rows);
            return new EvaluatedMetric(metric.Name, value.Value, intervals.GetValueOrDefault(metric.Name), value.UndefinedBecause);
        })];

    /// <summary>Returns the interval of each: Wilson's for proportions of unweighted rows that stand by themselves,
    /// bootstrap for the rest. The draws of all are the same; others come along where the options name none.</summary>
    public static Dictionary<string, Interval?> Intervals(ScoredRows rows, EvaluationOptions options, IEnumerable<Metric>? others = null)
    {
        Dictionary<string, Interval?> intervals = [];
        if (options.DrawCount == 0) return intervals;
        List<Metric> drawn = [];
        foreach (Metric metric in (options.IntervalMetrics ?? All.Concat(others ?? [])).Where(metric => metric.Evaluate(rows).IsDefined))
        {
            if (rows.Weights is null && rows.Blocks is null && Proportion(metric, rows.Tally.Confusion) is { } proportion)
                intervals[metric.Name] = proportion;
            else drawn.Add(metric);
        }
        Interval?[] ends = Bootstrap.Intervals(rows, drawn, options.DrawCount, options.Seed, options.ThreadCount, options.IntervalMethod);
        for (int i = 0; i < drawn.Count; i++) intervals[drawn[i].Name] = ends[i];
        return intervals;
    }

    private static Interval? Proportion(Metric metric, ConfusionMatrix confusion)
    {
        if (metric == Metrics.Accuracy) return Interval.Wilson(confusion.TruePositives + confusion.TrueNegatives, confusion.Total);
        if (metric == Metrics.Precision) return Interval.Wilson(confusion.TruePositives, confusion.Flagged);
        if (metric == Metrics.Recall) return Interval.Wilson(confusion.TruePositives, confusion.Positives);
        if (metric == Metrics.Specificity) return Interval.Wilson(confusion.TrueNegatives, confusion.Negatives);
        return null;
    }
}
