namespace FraudMl.Mlflow;

public sealed partial class MlflowClient
{
    /// <summary>
    /// Runs work as a run: it ends FINISHED when the work is done, FAILED when it throws, and KILLED when it is cancelled.
    /// </summary>
    /// <param name="experiment">Name of the experiment, created when it is missing, or its id.</param>
    /// <param name="body">The work; what it throws is thrown on, once the run has ended.</param>
    /// <param name="options">Name, parent and tags of the run.</param>
    /// <param name="cancellationToken">Cancels the start of the run; the work takes it for itself.</param>
    /// <remarks>
    /// The tag <c>fraudml.reason</c> of a failed run has the type and message of the exception, without secrets of the options and without
    /// what foreign exceptions quote. While the store is away, the end waits on disk and the call comes back all the same.
    /// </remarks>
    /// <exception cref="MlflowException">Thrown when the run can't be started, or the store refused something that was logged.</exception>
    public async Task RunAsync(
        string experiment, Func<MlflowActiveRun, Task> body, MlflowRunOptions? options = null,
        CancellationToken cancellationToken = default) =>
        await RunAsync(experiment, RunScope.WithoutResult(body), options, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Runs work as a run and returns its result: the run ends FINISHED when the work is done, FAILED when it throws, and KILLED when it
    /// is cancelled.
    /// </summary>
    /// <param name="experiment">Name of the experiment, created when it is missing, or its id.</param>
    /// <param name="body">The work; what it throws is thrown on, once the run has ended.</param>
    /// <param name="options">Name, parent and tags of the run.</param>
    /// <param name="cancellationToken">Cancels the start of the run; the work takes it for itself.</param>
    /// <exception cref="MlflowException">Thrown when the run can't be started, or the store refused something that was logged.</exception>
    public async Task<T> RunAsync<T>(
        string experiment, Func<MlflowActiveRun, Task<T>> body, MlflowRunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        MlflowActiveRun run = await StartRunAsync(experiment, options, cancellationToken).ConfigureAwait(false);
        return await RunScope.RunAsync(run, body).ConfigureAwait(false);
    }

    /// <summary>
    /// Starts a run that outlives the method that starts it;
    /// <see cref="RunAsync(string, Func{MlflowActiveRun, Task}, MlflowRunOptions?, CancellationToken)"/> is the rule.
    /// </summary>
    /// <param name="experiment">Name of the experiment, created when it is missing, or its id.</param>
    /// <param name="options">Name, parent and tags of the run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>
    /// Whoever starts it ends it, by <see cref="MlflowActiveRun.EndAsync"/>: disposing marks it FINISHED, whatever exception is on its
    /// way.
    /// </remarks>
    public async Task<MlflowActiveRun> StartRunAsync(
        string experiment, MlflowRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        string experimentId = await this.GetOrCreateExperimentAsync(experiment, cancellationToken).ConfigureAwait(false);
        _spool.Watch();
        return await MlflowActiveRun.StartAsync(_host, experimentId, options ?? new MlflowRunOptions(), cancellationToken)
            .ConfigureAwait(false);
    }
}
