namespace FraudMl;

/// <summary>Says in one sentence why a run ended badly.</summary>
internal static class RunErrors
{
    private const int LongestReason = 1000;

    public static DatabricksException Of(string name, RunAnswer run, RunOutput? output)
    {
        string code = run.Status?.TerminationDetails?.Code ?? run.State.ResultState ?? run.State.LifeCycleState;
        string[] said = [.. new[] { output?.Error, run.Status?.TerminationDetails?.Message, run.State.StateMessage }
            .Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!.Trim().TrimEnd('.')).Take(1)];
        string reason = said.Length == 0 ? "" : ": " + (said[0].Length > LongestReason ? said[0][..LongestReason] + "…" : said[0]);
        string how = run.State.ResultState switch
        {
            "CANCELED" => "was cancelled by somebody",
            "TIMEDOUT" => "was ended, since it took longer than its Timeout",
            _ when run.State.LifeCycleState == "SKIPPED" => "was not begun",
            _ => "failed",
        };
        return new DatabricksException($"Run {run.RunId} '{name}' {how} ({code}){reason}.{WayOut(code)}"
            + (run.RunPageUrl is { } page ? $" Its logs are at {page}" : ""))
        { RunId = run.RunId, ErrorCode = code };
    }

    /// <summary>Says that a run ended well and what it left did not come.</summary>
    public static DatabricksException OfOutput(string name, RunAnswer run, DatabricksException cause) =>
        new($"Run {run.RunId} '{name}' ended well, but what it left can't be fetched: {cause.Message}", cause)
        {
            RunId = run.RunId, ErrorCode = cause.ErrorCode, StatusCode = cause.StatusCode,
        };

    private static string WayOut(string code) => code switch
    {
        "UNAUTHORIZED_ERROR" => " Whoever it runs as is not allowed something that it needs: docs/databricks.md lists it.",
        "WORKSPACE_RUN_LIMIT_EXCEEDED" or "CLUSTER_REQUEST_LIMIT_EXCEEDED" or "MAX_CONCURRENT_RUNS_EXCEEDED"
            or "MAX_JOB_QUEUE_SIZE_EXCEEDED" or "MAX_SPARK_CONTEXTS_EXCEEDED" =>
            " A limit of the workspace is reached: submit it again later, or ask for a higher limit.",
        "INVALID_CLUSTER_REQUEST" => " Check SparkVersion and NodeType.",
        "RESOURCE_NOT_FOUND" => " Check the path, and the cluster.",
        _ => "",
    };
}
