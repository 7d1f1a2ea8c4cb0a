using FraudMl.Mlflow;

namespace FraudMl.Tracking;

internal static class RunMetrics
{
    /// <summary>Logs a metric unless it is undefined, such as an average precision without any fraud.</summary>
    public static void LogDefined(this MlflowActiveRun run, string name, double value, long step = 0, string? modelId = null,
        MlflowDataset? dataset = null)
    {
        if (!double.IsNaN(value)) run.LogMetric(name, value, step, modelId, dataset);
    }

    /// <summary>Logs a fold as a step of <c>fold_…</c>.</summary>
    public static void Log(this MlflowActiveRun run, FoldResult fold)
    {
        foreach ((string name, double value) in fold.Metrics) run.LogDefined($"fold_{name}", value, fold.Fold);
        run.LogMetric("fold_fit_seconds", fold.FitSeconds, fold.Fold);
        run.LogMetric("fold_score_seconds", fold.ScoreSeconds, fold.Fold);
    }

    /// <summary>Logs means and standard deviations.</summary>
    public static void Log(this MlflowActiveRun run, CrossValidationReport report)
    {
        foreach ((string name, double value) in Of(report)) run.LogDefined(name, value);
        run.LogMetric("fit_seconds", report.FitSeconds);
        run.LogMetric("score_seconds", report.ScoreSeconds);
    }

    /// <summary>Returns what a report says again when it is made again.</summary>
    public static IEnumerable<(string Name, double Value)> Of(CrossValidationReport report) => report.Metrics.SelectMany(metric =>
        new[] { (metric.Name, report.Mean(metric)), ($"{metric.Name}_std", report.StandardDeviation(metric)) });
}
