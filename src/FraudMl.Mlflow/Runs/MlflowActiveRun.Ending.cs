namespace FraudMl.Mlflow;

public sealed partial class MlflowActiveRun
{
    /// <summary>Lets the run end as failed when it is disposed, or its work is done.</summary>
    public void Fail() => _statusAtEnd = MlflowRunStatus.Failed;

    /// <summary>Lets the run end as killed when it is disposed, or its work is done.</summary>
    public void Kill() => _statusAtEnd = MlflowRunStatus.Killed;

    /// <summary>
    /// Runs work as a run under this one: it ends FINISHED when the work is done, FAILED when it throws, and KILLED when it is cancelled.
    /// </summary>
    /// <param name="body">The work; what it throws is thrown on, once the run has ended.</param>
    /// <param name="options">Name and tags of the run.</param>
    /// <param name="cancellationToken">Cancels the start of the run; the work takes it for itself.</param>
    public async Task RunChildAsync(
        Func<MlflowActiveRun, Task> body, MlflowRunOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunChildAsync(RunScope.WithoutResult(body), options, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Runs work as a run under this one and returns its result: the run ends FINISHED when the work is done, FAILED when it throws, and
    /// KILLED when it is cancelled.
    /// </summary>
    /// <param name="body">The work; what it throws is thrown on, once the run has ended.</param>
    /// <param name="options">Name and tags of the run.</param>
    /// <param name="cancellationToken">Cancels the start of the run; the work takes it for itself.</param>
    public async Task<T> RunChildAsync<T>(
        Func<MlflowActiveRun, Task<T>> body, MlflowRunOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunScope.RunAsync(await StartChildAsync(options, cancellationToken).ConfigureAwait(false), body).ConfigureAwait(false);

    /// <summary>Starts a run under this one that outlives the method that starts it; <see cref="RunChildAsync"/> is the rule.</summary>
    /// <param name="options">Name and tags of the run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<MlflowActiveRun> StartChildAsync(MlflowRunOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync(_host, ExperimentId, (options ?? new MlflowRunOptions()) with { ParentRunId = RunId }, cancellationToken);

    /// <summary>Sends the rest and ends the run; a second call does nothing.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="reason">Why it did not finish, kept in the tag <c>fraudml.reason</c>; cut after 5,000 characters. Default:
    /// none.</param>
    /// <param name="cancellationToken">Ends the waiting; the end is on disk by then, and sent all the same.</param>
    /// <remarks>
    /// While the store is away the rest and the end stay on disk (<see cref="IsDelivered"/> is false). This client, or the next one on
    /// this machine with the same tracking URI, delivers them in order when the store answers again.
    /// </remarks>
    /// <exception cref="MlflowException">Thrown when the store refused something; the run is ended all the same.</exception>
    public async Task EndAsync(
        MlflowRunStatus status = MlflowRunStatus.Finished, string? reason = null, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 1)
            return;
        try
        {
            var end = new JournalEntry { End = new MlflowUpdateRun { RunId = RunId, Status = status, EndTime = Now } };
            _delivery.AddEnd(reason is null ? [end] : [new JournalEntry { Tag = new MlflowTag(RunFailure.Tag, Cut(reason)) }, end]);
        }
        catch
        {
            // A disk that is full now may have room for the next try.
            Volatile.Write(ref _ended, 0);
            throw;
        }

        try
        {
            await _delivery.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (_delivery.IsDone)
                await _created.DeleteTwinsAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Ends the run as finished, unless <see cref="Fail"/> or <see cref="Kill"/> said otherwise. It can't know of an exception that is on
    /// its way.
    /// </summary>
    public async ValueTask DisposeAsync() => await EndAsync(_statusAtEnd).ConfigureAwait(false);

    internal static async Task<MlflowActiveRun> StartAsync(
        RunHost host, string experimentId, MlflowRunOptions options, CancellationToken cancellationToken)
    {
        IMlflowRuns runs = host.Connection.Runs;
        Created<MlflowRun> created =
            await RunCreation.CreateAsync(runs, host.Time, experimentId, options, cancellationToken).ConfigureAwait(false);
        try
        {
            return new MlflowActiveRun(host, created);
        }
        catch
        {
            // Nothing can be logged to it, and nobody gets it to end it.
            long now = host.Time.GetUtcNow().ToUnixTimeMilliseconds();
            var end = new MlflowUpdateRun { RunId = created.Made.Info.RunId, Status = MlflowRunStatus.Failed, EndTime = now };
            await runs.UpdateAsync(end, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    internal string Describe(Exception error) => RunFailure.Describe(error, _host.Secrets);

    internal void NoteFailedEnd(MlflowRunStatus status, Exception error) =>
        MlflowLog.EndFailed(_host.Logger, RunId, status, error.GetType().Name);

    private static string Cut(string reason) => reason.Length > RunFailure.Longest ? reason[..RunFailure.Longest] : reason;
}
