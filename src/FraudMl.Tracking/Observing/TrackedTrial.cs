using System.Globalization;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>The run of one trial.</summary>
internal sealed class TrackedTrial(MlflowActiveRun run)
{
    private bool _ended;

    /// <value>How the trial ended; until it is told, it is taken for killed.</value>
    public RunEnd End { get; set; } = new(MlflowRunStatus.Killed, null);

    public async Task TakeAsync(ExperimentEvent happened, CancellationToken cancellationToken)
    {
        if (_ended) return;
        switch (happened)
        {
            case IterationCompleted { Iteration.ValidationScore: { } score } completed:
                run.LogDefined($"fold_{completed.Fold.ToString(CultureInfo.InvariantCulture)}_validation_average_precision", score, completed.Iteration.Iteration);
                break;
            case FoldCompleted completed:
                Log(completed.Result);
                break;
            case TrialCompleted completed:
                Log(completed.Report);
                await EndAsync(cancellationToken).ConfigureAwait(false);
                break;
            case TrialFailed or TrialCancelled:
                await EndAsync(cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    public Task LogAsync(ArtifactProduced artifact, CancellationToken cancellationToken) => run.LogBytesAsync(artifact.Path, artifact.Content, cancellationToken);

    /// <summary>Ends the run as the trial ended; a second call does nothing.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_ended) return;
        _ended = true;
        await End.ApplyAsync(run, cancellationToken).ConfigureAwait(false);
    }

    private void Log(FoldResult fold)
    {
        foreach ((string name, double value) in fold.Metrics) run.LogDefined($"fold_{name}", value, fold.Fold);
        run.LogMetric("fold_fit_seconds", fold.FitSeconds, fold.Fold);
        run.LogMetric("fold_score_seconds", fold.ScoreSeconds, fold.Fold);
    }

    private void Log(CrossValidationReport report)
    {
        foreach (string name in report.Folds[0].Metrics.Keys)
        {
            Metric metric = Metrics.Named(name);
            run.LogDefined(name, report.Mean(metric));
            run.LogDefined($"{name}_std", report.StandardDeviation(metric));
        }

        run.LogMetric("fit_seconds", report.FitSeconds);
        run.LogMetric("score_seconds", report.ScoreSeconds);
    }
}
