using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>How a run ends, and why when it did not finish.</summary>
internal sealed record RunEnd(MlflowRunStatus Status, string? Reason)
{
    /// <value>Where a pruner stopped the trial.</value>
    public TrialStep? PrunedAfter { get; init; }

    /// <summary>Returns how the event ends its trial or its experiment; null when it does not.</summary>
    public static RunEnd? Of(ExperimentEvent happened) => happened switch
    {
        TrialCompleted or ExperimentCompleted => new(MlflowRunStatus.Finished, null),
        TrialFailed failed => new(MlflowRunStatus.Failed, failed.Reason),
        TrialPruned pruned => new(MlflowRunStatus.Killed,
            $"The {pruned.Pruner} pruner stopped it after {pruned.Step}.") { PrunedAfter = pruned.Step },
        TrialCancelled cancelled => new(MlflowRunStatus.Killed, cancelled.Reason),
        ExperimentFailed failed => new(MlflowRunStatus.Failed, failed.Reason),
        ExperimentCancelled => new(MlflowRunStatus.Killed, "cancelled"),
        _ => null,
    };

    /// <summary>Ends the run, also when the pruner's tag can't be written.</summary>
    public async Task ApplyAsync(MlflowActiveRun run, CancellationToken cancellationToken)
    {
        try
        {
            if (PrunedAfter is { } step) await run.SetTagAsync("fraudml.pruned", step.ToString(), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await run.EndAsync(Status, Reason, cancellationToken).ConfigureAwait(false);
        }
    }
}
