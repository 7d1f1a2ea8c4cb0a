using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>How a run ends, and why when it did not finish.</summary>
internal sealed record RunEnd(MlflowRunStatus Status, string? Reason)
{
    /// <summary>Returns how the event ends its trial or its experiment; null when it does not.</summary>
    public static RunEnd? Of(ExperimentEvent happened) => happened switch
    {
        TrialCompleted or ExperimentCompleted => new(MlflowRunStatus.Finished, null),
        TrialFailed failed => new(MlflowRunStatus.Failed, failed.Reason),
        TrialCancelled cancelled => new(MlflowRunStatus.Killed, cancelled.Reason),
        ExperimentFailed failed => new(MlflowRunStatus.Failed, failed.Reason),
        ExperimentCancelled => new(MlflowRunStatus.Killed, "cancelled"),
        _ => null,
    };

    public Task ApplyAsync(MlflowActiveRun run, CancellationToken cancellationToken) => run.EndAsync(Status, Reason, cancellationToken);
}
