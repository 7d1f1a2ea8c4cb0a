using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Tracks experiments in MLflow, one after the other: one parent run, one child run per trial, and the winner as a logged model.</summary>
/// <remarks>
/// Child runs carry <c>phase</c>, the learner's options as parameters, fold metrics as steps of <c>fold_…</c>, means and standard
/// deviations, and their artifacts. The parent carries seed, folds and metric, the dataset inputs, the winner's parameters, the test
/// metrics as <c>test_…</c>, the experiment's artifacts and the model. A metric that is undefined is left out. When the store stops
/// answering, the rest of the experiment is not tracked; its runs are ended if the store answers at the end.
/// </remarks>
public sealed class MlflowObserver : IExperimentObserver
{
    private readonly MlflowClient _client;
    private readonly MlflowObserverOptions _options;
    private TrackedExperiment? _tracked;
    private bool _isAway;

    /// <summary>Creates the observer.</summary>
    /// <param name="client">The store.</param>
    /// <param name="options">What is kept of the data.</param>
    /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
    public MlflowObserver(MlflowClient client, MlflowObserverOptions? options = null)
    {
        (_client, _options) = (client, options ?? new MlflowObserverOptions());
        _options.Validate();
    }

    /// <inheritdoc/>
    public async ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken)
    {
        try
        {
            await TakeAsync(experimentEvent, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.IsStoreAway())
        {
            // Each call has been tried again and again by now; an experiment of many trials must not wait for each of them.
            _isAway = true;
            throw;
        }
    }

    private async ValueTask TakeAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken)
    {
        if (experimentEvent is ExperimentStarted started)
        {
            (_tracked, _isAway) = (null, false);
            _tracked = await TrackedExperiment.StartAsync(_client, _options, started, cancellationToken).ConfigureAwait(false);
            await _tracked.DescribeAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (_tracked is { } tracked)
        {
            bool ends = experimentEvent is ExperimentCompleted or ExperimentFailed or ExperimentCancelled;
            if (ends) _tracked = null;
            if (_isAway && !ends) tracked.Note(experimentEvent);
            else await tracked.TakeAsync(experimentEvent, cancellationToken).ConfigureAwait(false);
        }
    }
}
