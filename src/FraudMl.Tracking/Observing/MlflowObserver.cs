using System.Globalization;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Tracks an experiment in MLflow: one parent run, one child run per trial, and the winner as a logged model.</summary>
/// <remarks>
/// Child runs carry <c>phase</c>, the learner's options as parameters, fold metrics as steps of <c>fold_…</c>, means and standard
/// deviations, and their artifacts. The parent carries seed, folds and metric, the dataset inputs, the winner's parameters, the test
/// metrics as <c>test_…</c>, the experiment's artifacts and the model.
/// </remarks>
public sealed class MlflowObserver : IExperimentObserver
{
    private readonly MlflowClient _client;
    private readonly Dictionary<int, MlflowActiveRun> _trials = [];
    private MlflowActiveRun? _parent;
    private ExperimentStarted? _started;

    /// <summary>Creates the observer.</summary>
    /// <param name="client">The store.</param>
    public MlflowObserver(MlflowClient client) => _client = client;

    /// <inheritdoc/>
    public ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken) => experimentEvent switch
    {
        ExperimentStarted started => StartAsync(started, cancellationToken),
        TrialStarted started => StartTrialAsync(started, cancellationToken),
        IterationCompleted iteration => LogIteration(iteration),
        FoldCompleted fold => LogFold(fold),
        TrialCompleted completed => EndTrialAsync(completed, MlflowRunStatus.Finished, null, completed.Report, cancellationToken),
        TrialFailed failed => EndTrialAsync(failed, MlflowRunStatus.Failed, failed.Reason, null, cancellationToken),
        TrialCancelled cancelled => EndTrialAsync(cancelled, MlflowRunStatus.Killed, cancelled.Reason, null, cancellationToken),
        ArtifactProduced artifact => UploadAsync(artifact, cancellationToken),
        WinnerFitted winner => LogWinnerAsync(winner, cancellationToken),
        ExperimentCompleted => EndAsync(MlflowRunStatus.Finished, null, cancellationToken),
        ExperimentFailed failed => EndAsync(MlflowRunStatus.Failed, failed.Reason, cancellationToken),
        ExperimentCancelled => EndAsync(MlflowRunStatus.Killed, "cancelled", cancellationToken),
        _ => ValueTask.CompletedTask,
    };

    private async ValueTask StartAsync(ExperimentStarted started, CancellationToken cancellationToken)
    {
        _started = started;
        _parent = await _client.StartRunAsync(started.Experiment, started.Experiment, cancellationToken: cancellationToken).ConfigureAwait(false);
        await _parent.LogParamsAsync(
            new Dictionary<string, object?>
            {
                ["folds"] = started.Folds,
                ["metric"] = started.Metric.Name,
                ["seed"] = started.Seed,
                ["rows"] = started.Data.RowCount,
                ["frauds"] = started.Data.FraudCount,
            },
            cancellationToken).ConfigureAwait(false);
        await _parent.LogInputAsync(DatasetDescription.Of(started.Data), "training", cancellationToken).ConfigureAwait(false);
        if (started.Test is { } test) await _parent.LogInputAsync(DatasetDescription.Of(test), "testing", cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask StartTrialAsync(TrialStarted started, CancellationToken cancellationToken)
    {
        if (_parent is null) return;
        MlflowActiveRun run = await _parent.StartChildAsync(started.Trial.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
        _trials[started.Trial.Number] = run;
        await run.LogParamsAsync(TrialParameters.Of(started.Trial), cancellationToken).ConfigureAwait(false);
        await run.SetTagAsync("fraudml.phase", started.Trial.Phase, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask LogIteration(IterationCompleted completed)
    {
        if (completed.Iteration.ValidationScore is { } score && _trials.TryGetValue(completed.Trial.Number, out MlflowActiveRun? run))
            run.LogMetric($"fold_{completed.Fold.ToString(CultureInfo.InvariantCulture)}_validation_average_precision", score, completed.Iteration.Iteration);
        return ValueTask.CompletedTask;
    }

    private ValueTask LogFold(FoldCompleted completed)
    {
        if (!_trials.TryGetValue(completed.Trial.Number, out MlflowActiveRun? run)) return ValueTask.CompletedTask;
        foreach ((string name, double value) in completed.Result.Metrics) run.LogMetric($"fold_{name}", value, completed.Result.Fold);
        run.LogMetric("fold_fit_seconds", completed.Result.FitSeconds, completed.Result.Fold);
        run.LogMetric("fold_score_seconds", completed.Result.ScoreSeconds, completed.Result.Fold);
        return ValueTask.CompletedTask;
    }

    private async ValueTask EndTrialAsync(
        TrialEvent ended, MlflowRunStatus status, string? reason, CrossValidationReport? report, CancellationToken cancellationToken)
    {
        if (!_trials.TryGetValue(ended.Trial.Number, out MlflowActiveRun? run)) return;
        if (report is not null) LogMeans(run, report);
        if (reason is not null) await run.SetTagAsync("fraudml.reason", reason, cancellationToken).ConfigureAwait(false);
        await run.EndAsync(status, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask UploadAsync(ArtifactProduced artifact, CancellationToken cancellationToken)
    {
        MlflowActiveRun? run = artifact.Trial is { } trial ? _trials.GetValueOrDefault(trial.Number) : _parent;
        if (run is not null) await run.LogBytesAsync(artifact.Path, artifact.Content, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask LogWinnerAsync(WinnerFitted winner, CancellationToken cancellationToken)
    {
        if (_parent is null) return;
        await _parent.LogParamsAsync(TrialParameters.Of(winner.Trial, "best."), cancellationToken).ConfigureAwait(false);
        await _parent.SetTagAsync("fraudml.best_trial", winner.Trial.Name, cancellationToken).ConfigureAwait(false);
        if (winner.Evaluation is { } evaluation)
        {
            foreach (EvaluatedMetric metric in evaluation.Values.Where(metric => !double.IsNaN(metric.Value))) _parent.LogMetric($"test_{metric.Name}", metric.Value);
        }

        await _client.LogModelAsync(
            winner.Model, _parent, new FraudModelPackageOptions { Example = _started?.Test ?? _started?.Data, CreatedAt = winner.At }, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask EndAsync(MlflowRunStatus status, string? reason, CancellationToken cancellationToken)
    {
        foreach (MlflowActiveRun run in _trials.Values) await run.EndAsync(MlflowRunStatus.Killed, cancellationToken).ConfigureAwait(false);
        if (_parent is null) return;
        if (reason is not null) await _parent.SetTagAsync("fraudml.reason", reason, cancellationToken).ConfigureAwait(false);
        await _parent.EndAsync(status, cancellationToken).ConfigureAwait(false);
    }

    private static void LogMeans(MlflowActiveRun run, CrossValidationReport report)
    {
        foreach (string name in report.Folds[0].Metrics.Keys)
        {
            Metric metric = Metrics.Named(name);
            run.LogMetric(name, report.Mean(metric));
            run.LogMetric($"{name}_std", report.StandardDeviation(metric));
        }

        run.LogMetric("fit_seconds", report.FitSeconds);
        run.LogMetric("score_seconds", report.ScoreSeconds);
    }
}
