namespace FraudMl;

/// <summary>The metrics that every fold reports.</summary>
internal static class FoldMetrics
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        Metrics.AveragePrecision, Metrics.RocAuc, Metrics.Accuracy, Metrics.Precision, Metrics.Recall, Metrics.F1, Metrics.Brier,
        Metrics.LogLoss,
    ];

    /// <summary>Returns them with others, each name once.</summary>
    public static IReadOnlyList<Metric> With(IReadOnlyList<Metric>? others) =>
        [.. All.Concat(others ?? []).DistinctBy(metric => metric.Name)];

    /// <summary>Returns the value of each by name.</summary>
    public static Dictionary<string, double> Of(IReadOnlyList<Metric> metrics, ScoredRows rows, ScoredRows? paying) =>
        metrics.ToDictionary(metric => metric.Name, metric => Of(metric, rows, paying).Value);

    /// <summary>Returns a metric's value on a fold; one of costs looks at the decisions that pay.</summary>
    public static MetricValue Of(Metric metric, ScoredRows rows, ScoredRows? paying) =>
        metric.Evaluate(metric.IsOfCosts && paying is not null ? paying : rows);
}
