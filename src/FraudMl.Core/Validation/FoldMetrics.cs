namespace FraudMl;

/// <summary>The metrics that every fold reports.</summary>
internal static class FoldMetrics
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        Metrics.AveragePrecision, Metrics.RocAuc, Metrics.Accuracy, Metrics.Precision, Metrics.Recall, Metrics.F1, Metrics.Brier, Metrics.LogLoss,
    ];

    /// <summary>Returns the value of each by name.</summary>
    public static Dictionary<string, double> Of(ScoredRows rows) => All.ToDictionary(metric => metric.Name, metric => metric.Compute(rows));
}
