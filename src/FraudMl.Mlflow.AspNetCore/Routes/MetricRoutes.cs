using static FraudMl.Mlflow.Rules;

namespace FraudMl.Mlflow;

/// <summary>Histories of metrics over HTTP.</summary>
internal static class MetricRoutes
{
    private const string Root = "2.0/mlflow/metrics";
    private const int MostRuns = 100;

    public static IEnumerable<ServerRoute> All { get; } =
    [
        ServerRoute.Get($"{Root}/get-history", HistoryAsync, Required("run_id"), Required("metric_key")),
        ServerRoute.Get($"{Root}/get-history-bulk", BulkAsync) with { IsForPages = true },
        ServerRoute.Get(
            $"{Root}/get-history-bulk-interval", IntervalAsync,
            new FieldRule("run_ids", FieldRules.Required), Required("metric_key"), Whole("start_step"), Whole("end_step"),
            Whole("max_results")),
    ];

    /// <summary>MLflow's server has no default for the page size: without one it answers an empty page, and the
    /// token of the same page.</summary>
    private static Task<object?> HistoryAsync(ApiCall call) => Answer(call.Client.Runs.GetMetricHistoryAsync(
        call.RunId(), call.Text("metric_key"), call.Whole("max_results") ?? 0, call.TextOrNull("page_token"), call.Cancelled));

    private static async Task<object?> BulkAsync(ApiCall call)
    {
        string[] runs = call.Texts("run_id");
        string key = call.Text("metric_key");
        if (runs.Length == 0)
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue,
                "GetMetricHistoryBulk request must specify at least one run_id.");
        if (runs.Length > MostRuns)
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue,
                $"GetMetricHistoryBulk request cannot specify more than {MostRuns} run_ids. Received {runs.Length} run_ids.");
        if (key.Length == 0)
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue, "GetMetricHistoryBulk request must specify a metric_key.");
        int most = Math.Clamp(call.Whole("max_results") ?? 25_000, 1, 25_000);
        var metrics = new List<MlflowMetric>();
        foreach (string run in runs.Order(StringComparer.Ordinal))
        {
            MlflowMetricPage page = await call.Client.Runs.GetMetricHistoryAsync(run, key, most, cancellationToken: call.Cancelled)
                .ConfigureAwait(false);
            metrics.AddRange(page.Metrics.Select(metric => metric with { RunId = run }));
        }

        return new MlflowMetricPage { Metrics = metrics.Count > most ? metrics[..most] : metrics };
    }

    private static Task<object?> IntervalAsync(ApiCall call) => Answer(call.Client.Runs.GetMetricHistoriesAsync(
        call.Texts("run_ids"), call.Text("metric_key"), call.Whole("start_step"), call.Whole("end_step"),
        call.Whole("max_results") ?? 2_500, call.Cancelled));
}
