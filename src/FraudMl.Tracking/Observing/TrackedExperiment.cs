using System.Globalization;
using System.Runtime.ExceptionServices;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>The parent run of an experiment, and its trials' runs.</summary>
internal sealed class TrackedExperiment
{
    private readonly MlflowClient _client;
    private readonly MlflowObserverOptions _options;
    private readonly ExperimentStarted _started;
    private readonly MlflowActiveRun _parent;
    private readonly SystemSampler? _sampler;
    private readonly DatasetReference _data;
    private readonly Dictionary<int, TrackedTrial> _trials = [];
    private MlflowDataset? _test;
    private WinnerFitted? _winner;
    private LoggedFraudModel? _logged;

    private TrackedExperiment(MlflowClient client, MlflowObserverOptions options, TimeProvider time, ExperimentStarted started,
        MlflowActiveRun parent)
    {
        (_client, _options, _started, _parent) = (client, options, started, parent);
        _data = started.Data.ToReference();
        _sampler = options.LogSystemMetrics ? new SystemSampler(parent, time) : null;
    }

    public static async Task<TrackedExperiment> StartAsync(
        MlflowClient client, MlflowObserverOptions options, TimeProvider time, ExperimentStarted started,
        CancellationToken cancellationToken) =>
        new(client, options, time, started, await client.StartRunAsync(started.Experiment, new() { RunName = started.Experiment },
            cancellationToken).ConfigureAwait(false));

    public async Task DescribeAsync(CancellationToken cancellationToken)
    {
        await _parent.LogParamsAsync(
            new Dictionary<string, object?>
            {
                ["folds"] = _started.Folds.Name,
                ["metric"] = _started.Metric.Name,
                ["seed"] = _started.Seed,
                ["rows"] = _started.Data.RowCount,
                ["frauds"] = _started.Data.FraudCount,
            },
            cancellationToken).ConfigureAwait(false);
        await _parent.LogInputAsync(DatasetDescription.Of(_started.Data, _data), "training", cancellationToken).ConfigureAwait(false);
        if (_started.Test is not { } test) return;
        _test = DatasetDescription.Of(test, test.ToReference());
        await _parent.LogInputAsync(_test, "testing", cancellationToken).ConfigureAwait(false);
    }

    public Task StopSamplingAsync() => _sampler?.StopAsync() ?? Task.CompletedTask;

    public async ValueTask TakeAsync(ExperimentEvent happened, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case TrialStarted started: await WithStoreAsync(() => StartTrialAsync(started.Trial, cancellationToken), cancellationToken)
                .ConfigureAwait(false); break;
            case ArtifactProduced artifact: await WithStoreAsync(() => LogAsync(artifact, cancellationToken), cancellationToken)
                .ConfigureAwait(false); break;
            case WinnerFitted winner: await LogWinnerAsync(winner, cancellationToken).ConfigureAwait(false); break;
            case TrialEvent { Trial: { } owner }: await (TrialOf(owner)?.TakeAsync(happened, cancellationToken) ?? Task.CompletedTask)
                .ConfigureAwait(false); break;
            default:
                if (RunEnd.Of(happened) is { } end) await EndAsync(happened as ExperimentCompleted, end, cancellationToken)
                    .ConfigureAwait(false);
                break;
        }
    }

    private TrackedTrial? TrialOf(TrialInfo trial) => _trials.GetValueOrDefault(trial.Number);

    /// <summary>Does what the store must answer at once; nothing while it is away.</summary>
    private async Task WithStoreAsync(Func<Task> call, CancellationToken cancellationToken)
    {
        if (_parent.IsStoreAway) return;
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.IsAmbiguous)
        {
            // It waits on disk and is tried again in the background; until it arrives, no trial waits for the store.
            await _parent.SetTagAsync("fraudml.incomplete", "The store was away: trials that began and artifacts that came meanwhile are "
                + "not here.", cancellationToken).ConfigureAwait(false);
            throw new MlflowException(
                error.ErrorCode,
                $"{error.Message} What running trials log waits on disk and arrives later; trials that begin and artifacts that come "
                + $"until the store answers are not tracked.",
                error.StatusCode,
                error);
        }
    }

    private async Task StartTrialAsync(TrialInfo trial, CancellationToken cancellationToken)
    {
        MlflowActiveRun run = await _parent.StartChildAsync(new() { RunName = trial.Title }, cancellationToken).ConfigureAwait(false);
        _trials[trial.Number] = new TrackedTrial(run);
        await run.LogParamsAsync(PipelineParameters.Of(trial), cancellationToken).ConfigureAwait(false);
        await run.SetTagsAsync(RunTags.Of(trial.Pipeline).Append(new("fraudml.phase", trial.PhaseName))
            .Append(new("fraudml.trial", trial.Number.ToString(CultureInfo.InvariantCulture))), cancellationToken).ConfigureAwait(false);
        await RunDefinition.LogCrossValidationAsync(
            run, trial.Pipeline, _started.Folds, _data, trial.Seed, _started.Metrics, cancellationToken).ConfigureAwait(false);
    }

    private Task LogAsync(ArtifactProduced artifact, CancellationToken cancellationToken) => artifact.Trial is { } trial
        ? TrialOf(trial)?.LogAsync(artifact, cancellationToken) ?? Task.CompletedTask
        : _parent.LogBytesAsync(artifact.Path, artifact.Content, cancellationToken);

    private async Task LogWinnerAsync(WinnerFitted winner, CancellationToken cancellationToken)
    {
        _winner = winner;
        await _parent.LogParamsAsync(PipelineParameters.Of(winner.Trial, "best."), cancellationToken).ConfigureAwait(false);
        await _parent.SetTagAsync("fraudml.best_trial", winner.Trial.Title, cancellationToken).ConfigureAwait(false);
        try
        {
            await WithStoreAsync(() => DefineAsync(winner.Trial, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await LogModelAsync(winner, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task DefineAsync(TrialInfo winner, CancellationToken cancellationToken) => RunDefinition.LogFitAsync(
        _parent, winner.Pipeline, _started.Folds, _data, winner.Seed, cancellationToken);

    private async Task LogModelAsync(WinnerFitted winner, CancellationToken cancellationToken)
    {
        var package = new FraudModelPackageOptions
        {
            Example = _started.Test ?? _started.Data,
            ExampleRowCount = _options.ExampleRowCount,
            Reference = _started.Data,
            CreatedAt = winner.At,
        };
        try
        {
            _logged = await _client.LogModelAsync(winner.Model, _parent, package, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // After the model, so that MLflow shows them on its page; without it all the same.
            if (winner.Evaluation is { } evaluation) TestMetrics.Log(_parent, evaluation, _logged?.ModelId, _test);
        }
    }

    private async Task EndAsync(ExperimentCompleted? completed, RunEnd end, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? problem = null;
        Func<Task>[] parts =
        [
            StopSamplingAsync,
            () => SumUpAsync(completed, cancellationToken),
            .. _trials.Values.Select(trial => (Func<Task>)(() => trial.EndAsync(null, cancellationToken))),
            () => end.ApplyAsync(_parent, cancellationToken),
            () => DeliverAsync(cancellationToken),
        ];
        // Whatever one of them meets, the others are done.
        foreach (Func<Task> part in parts)
        {
            try
            {
                await part().ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                problem ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        problem?.Throw();
    }

    private async Task SumUpAsync(ExperimentCompleted? completed, CancellationToken cancellationToken)
    {
        if (completed is null) return;
        TrialCompleted? best = completed.Trials.FirstOrDefault(trial => trial.Trial.Number == completed.Best.Number);
        if (best is not null) _parent.LogDefined("best_cv_score", best.Report.Mean(_started.Metric));
        string note = ExperimentNote.Of(_started, completed, _winner?.Evaluation, _logged?.Uri);
        await _parent.SetTagAsync(ExperimentNote.Tag, note, cancellationToken).ConfigureAwait(false);
        await WithStoreAsync(() => ExperimentNote.PinAsync(_client, _parent.ExperimentId, _started.Metric, note, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        MlflowActiveRun[] runs = [.. _trials.Values.Select(trial => trial.Run), _parent];
        if (runs.Any(run => !run.IsDelivered) && _parent.IsDelivered) await _client.DeliverSpoolAsync(cancellationToken)
            .ConfigureAwait(false);
        int waiting = runs.Count(run => !run.IsDelivered);
        if (waiting > 0)
            throw new MlflowException(MlflowErrorCodes.TemporarilyUnavailable,
                $"{waiting} of {runs.Length} runs are not complete in the store, which gives no answer: the rest waits on disk. It is "
                + $"delivered when the store answers, by this client or by the next process on this machine with the same tracking URI.");
    }
}
