using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Tracks experiments in MLflow, one after the other: one parent run, one child run per trial, and the
/// winner as a logged model.</summary>
/// <remarks>
/// Child runs carry <c>phase</c>, the learner's options as parameters, fold metrics as steps of <c>fold_…</c>, means and standard
/// deviations, and their artifacts. The parent carries seed, folds and metric, the dataset inputs, the winner's parameters, the test
/// metrics as <c>test_…</c> and under the names of MLflow's own evaluation, system metrics, the experiment's artifacts, the model and a
/// note. A metric that is undefined is left out. A pruned trial's run is KILLED, with the tag <c>fraudml.pruned</c>. While the store is
/// away, what running trials log waits on disk and arrives later; trials that start and artifacts that come until it answers are left out.
/// </remarks>
public sealed class MlflowObserver : IExperimentObserver
{
    private readonly MlflowClient _client;
    private readonly MlflowObserverOptions _options;
    private readonly TimeProvider _time;
    private TrackedExperiment? _tracked;

    /// <summary>Creates the observer.</summary>
    /// <param name="client">The store.</param>
    /// <param name="options">What is kept of the data and of the machine.</param>
    /// <param name="timeProvider">When system metrics are sampled. Default: the clock of the machine.</param>
    /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
    public MlflowObserver(MlflowClient client, MlflowObserverOptions? options = null, TimeProvider? timeProvider = null)
    {
        (_client, _options, _time) = (client, options ?? new MlflowObserverOptions(), timeProvider ?? TimeProvider.System);
        _options.Validate();
    }

    /// <inheritdoc/>
    public async ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken)
    {
        TrackedExperiment? tracked = _tracked;
        if (experimentEvent is ExperimentStarted or ExperimentCompleted or ExperimentFailed or ExperimentCancelled) _tracked = null;
        if (experimentEvent is ExperimentStarted started)
        {
            if (tracked is not null) await tracked.StopSamplingAsync().ConfigureAwait(false);
            _tracked = await TrackedExperiment.StartAsync(_client, _options, _time, started, cancellationToken).ConfigureAwait(false);
            await _tracked.DescribeAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (tracked is not null)
        {
            await tracked.TakeAsync(experimentEvent, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns where it logs to.</summary>
    public override string ToString() => $"logs to {_client.TrackingUri}";
}
