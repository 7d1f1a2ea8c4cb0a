using System.Globalization;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>The run of one trial.</summary>
internal sealed class TrackedTrial(MlflowActiveRun run)
{
    private bool _ended;

    public MlflowActiveRun Run => run;

    public async Task TakeAsync(ExperimentEvent happened, CancellationToken cancellationToken)
    {
        if (_ended) return;
        switch (happened)
        {
            case IterationCompleted { Iteration.ValidationScore: { } score } completed:
                run.LogDefined($"fold_{completed.Fold.ToString(CultureInfo.InvariantCulture)}_validation_average_precision", score,
                    completed.Iteration.Iteration);
                break;
            case FoldCompleted completed:
                run.Log(completed.Result);
                break;
            case TrialCompleted completed:
                run.Log(completed.Report);
                break;
        }

        if (RunEnd.Of(happened) is { } end) await EndAsync(end, cancellationToken).ConfigureAwait(false);
    }

    public Task LogAsync(ArtifactProduced artifact, CancellationToken cancellationToken) =>
        run.LogBytesAsync(artifact.Path, artifact.Content, cancellationToken);

    /// <summary>Ends the run; as killed when nobody said how the trial ended. A second call does nothing.</summary>
    public async Task EndAsync(RunEnd? end, CancellationToken cancellationToken)
    {
        if (_ended) return;
        _ended = true;
        await (end ?? new RunEnd(MlflowRunStatus.Killed, null)).ApplyAsync(run, cancellationToken).ConfigureAwait(false);
    }
}
