using FraudMl.Mlflow;

namespace FraudMl.Tracking;

internal static class RunMetrics
{
    /// <summary>Logs a metric unless it is undefined, such as an average precision without any fraud.</summary>
    public static void LogDefined(this MlflowActiveRun run, string name, double value, long step = 0, string? modelId = null, MlflowDataset? dataset = null)
    {
        if (!double.IsNaN(value)) run.LogMetric(name, value, step, modelId, dataset);
    }
}
