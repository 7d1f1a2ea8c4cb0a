using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>The parent run of an experiment, and its trials' runs.</summary>
internal sealed class TrackedExperiment
{
    private readonly MlflowClient _client;
    private readonly MlflowObserverOptions _options;
    private readonly ExperimentStarted _started;
    private readonly MlflowActiveRun _parent;
    private readonly Dictionary<int, TrackedTrial> _trials = [];

    private TrackedExperiment(MlflowClient client, MlflowObserverOptions options, ExperimentStarted started, MlflowActiveRun parent) =>
        (_client, _options, _started, _parent) = (client, options, started, parent);

    public static async Task<TrackedExperiment> StartAsync(
        MlflowClient client, MlflowObserverOptions options, ExperimentStarted started, CancellationToken cancellationToken) =>
        new(client, options, started, await client.StartRunAsync(started.Experiment, started.Experiment, cancellationToken: cancellationToken).ConfigureAwait(false));

    public async Task DescribeAsync(CancellationToken cancellationToken)
    {
        await _parent.LogParamsAsync(
            new Dictionary<string, object?>
            {
                ["folds"] = _started.Folds,
                ["metric"] = _started.Metric.Name,
                ["seed"] = _started.Seed,
                ["rows"] = _started.Data.RowCount,
                ["frauds"] = _started.Data.FraudCount,
            },
            cancellationToken).ConfigureAwait(false);
        await _parent.LogInputAsync(DatasetDescription.Of(_started.Data), "training", cancellationToken).ConfigureAwait(false);
        if (_started.Test is { } test) await _parent.LogInputAsync(DatasetDescription.Of(test), "testing", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps how a trial ended, without the store.</summary>
    public void Note(ExperimentEvent happened)
    {
        if (happened is TrialEvent { Trial.Number: var number } && RunEnd.Of(happened) is { } end && _trials.TryGetValue(number, out TrackedTrial? trial)) trial.End = end;
    }

    public async ValueTask TakeAsync(ExperimentEvent happened, CancellationToken cancellationToken)
    {
        Note(happened);
        switch (happened)
        {
            case TrialStarted started: await StartTrialAsync(started.Trial, cancellationToken).ConfigureAwait(false); break;
            case ArtifactProduced { Trial: null } artifact: await _parent.LogBytesAsync(artifact.Path, artifact.Content, cancellationToken).ConfigureAwait(false); break;
            case ArtifactProduced { Trial: { } owner } artifact: await (TrialOf(owner)?.LogAsync(artifact, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false); break;
            case WinnerFitted winner: await LogWinnerAsync(winner, cancellationToken).ConfigureAwait(false); break;
            case TrialEvent { Trial: { } owner }: await (TrialOf(owner)?.TakeAsync(happened, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false); break;
            default:
                if (RunEnd.Of(happened) is { } end) await EndAsync(end, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private TrackedTrial? TrialOf(TrialInfo trial) => _trials.GetValueOrDefault(trial.Number);

    private async Task StartTrialAsync(TrialInfo trial, CancellationToken cancellationToken)
    {
        MlflowActiveRun run = await _parent.StartChildAsync(trial.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
        _trials[trial.Number] = new TrackedTrial(run);
        await run.LogParamsAsync(TrialParameters.Of(trial), cancellationToken).ConfigureAwait(false);
        await run.SetTagAsync("fraudml.phase", trial.Phase, cancellationToken).ConfigureAwait(false);
    }

    private async Task LogWinnerAsync(WinnerFitted winner, CancellationToken cancellationToken)
    {
        await _parent.LogParamsAsync(TrialParameters.Of(winner.Trial, "best."), cancellationToken).ConfigureAwait(false);
        await _parent.SetTagAsync("fraudml.best_trial", winner.Trial.Name, cancellationToken).ConfigureAwait(false);
        foreach (EvaluatedMetric metric in winner.Evaluation?.Values ?? []) _parent.LogDefined($"test_{metric.Name}", metric.Value);
        var package = new FraudModelPackageOptions { Example = _started.Test ?? _started.Data, ExampleRowCount = _options.ExampleRowCount, CreatedAt = winner.At };
        await _client.LogModelAsync(winner.Model, _parent, package, cancellationToken).ConfigureAwait(false);
    }

    // One run that can't be ended does not keep the others open, unless the store is gone.
    private async Task EndAsync(RunEnd end, CancellationToken cancellationToken)
    {
        MlflowException? problem = null;
        foreach (Func<Task> ending in (Func<Task>[])[.. _trials.Values.Select(trial => (Func<Task>)(() => trial.EndAsync(cancellationToken))), () => end.ApplyAsync(_parent, cancellationToken)])
        {
            try
            {
                await ending().ConfigureAwait(false);
            }
            catch (MlflowException error)
            {
                problem ??= error;
                if (error.IsStoreAway()) break;
            }
        }

        if (problem is not null) throw problem;
    }
}
