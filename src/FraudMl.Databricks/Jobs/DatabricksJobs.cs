using System.Net;

namespace FraudMl;

/// <summary>Runs notebooks, scripts and apps in a Databricks workspace, each as a one-time run. Thread-safe.</summary>
public sealed class DatabricksJobs : IDisposable
{
    private const int MostCancels = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(10),
        CancelLimit = TimeSpan.FromSeconds(30), Settling = TimeSpan.FromSeconds(60);

    private readonly Workspace _workspace;
    private readonly RunApi _api;

    private DatabricksJobs(Workspace workspace) => (_workspace, _api) = (workspace, new RunApi(workspace));

    /// <summary>Returns the jobs of a workspace; nothing is sent before the first call.</summary>
    /// <param name="options">The workspace. Default: that of the environment or of <c>.databrickscfg</c>.</param>
    /// <exception cref="DatabricksException">Thrown when no workspace is named, or the settings contradict each other.</exception>
    public static DatabricksJobs Connect(DatabricksOptions? options = null) => new(Workspace.Open(options));

    /// <summary>Submits a run, follows it to its end and fetches what it left. Cancelling cancels the run.</summary>
    /// <param name="run">What to run, and on what.</param>
    /// <param name="cancellationToken">Stops the waiting and the run.</param>
    /// <exception cref="FraudMlException">Thrown with everything that is wrong with what to run.</exception>
    /// <exception cref="DatabricksException">Thrown when the run is refused, fails or is cancelled by somebody else, with the reason and
    /// its page.</exception>
    public async Task<DatabricksRunResult> RunAsync(DatabricksRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        string[] problems = [.. run.Problems()];
        if (problems.Length > 0) throw new FraudMlException("The DatabricksRun is invalid", problems);
        cancellationToken.ThrowIfCancellationRequested();
        if (run.App is not null) await AppLauncher.PutAsync(new WorkspaceFiles(_workspace), cancellationToken).ConfigureAwait(false);
        // Not given up half-way: without its id the run could not be cancelled.
        Task<RunReference> sending = SubmitAsync(RunRequests.Of(run, _workspace.Settings.Host));
        RunAnswer ended;
        try
        {
            RunReference sent = await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
            ended = await FollowAsync(sent.RunId, run.OnProgress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(sending).ConfigureAwait(false);
            throw;
        }

        return await ResultAsync(run, ended, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    /// <summary>Returns the workspace.</summary>
    public override string ToString() => $"jobs of {_workspace.Settings.Host.Host}";

    private async Task<RunReference> SubmitAsync(RunRequest run)
    {
        try
        {
            return await _api.SubmitAsync(run).ConfigureAwait(false);
        }
        catch (DatabricksException error) when (error.StatusCode is null or >= HttpStatusCode.InternalServerError)
        {
            throw new DatabricksException($"Whether '{run.RunName}' was submitted is not known: {error.Message} Submit it again with the "
                + $"IdempotencyToken {run.IdempotencyToken}: that finds the run, or begins it.", error) { StatusCode = error.StatusCode };
        }
    }

    private async Task<RunAnswer> FollowAsync(
        long id, Action<DatabricksRunProgress>? onProgress, CancellationToken cancellationToken)
    {
        try
        {
            return await WaitAsync(id, onProgress, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabricksException error)
        {
            throw new DatabricksException($"Run {id} was submitted and goes on, but can't be followed: {error.Message} Look "
                + "at it in the workspace.", error)
            {
                RunId = id, ErrorCode = error.ErrorCode, StatusCode = error.StatusCode,
            };
        }
    }

    private async Task<RunAnswer> WaitAsync(long id, Action<DatabricksRunProgress>? onProgress, CancellationToken cancellationToken)
    {
        DatabricksRunProgress? last = null;
        for (PollPauses pauses = new(FirstPause, LongestPause); ;)
        {
            RunAnswer? answer = await _api.FindAsync(id, pauses.Total < Settling, cancellationToken).ConfigureAwait(false);
            if (answer?.IsOver == true) return answer;
            if (answer is not null)
            {
                var now = new DatabricksRunProgress(id, answer.State.LifeCycleState, answer.State.StateMessage ?? "");
                if (now != last)
                {
                    DatabricksLog.Running(_workspace.Logger, id, now.State);
                    onProgress?.Invoke(now);
                }

                last = now;
            }

            await Task.Delay(pauses.Next(), _workspace.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DatabricksRunResult> ResultAsync(DatabricksRun run, RunAnswer ended, CancellationToken cancellationToken)
    {
        bool isWell = ended.State.ResultState is "SUCCESS" or "SUCCESS_WITH_FAILURES";
        RunOutput? output = null;
        try
        {
            // Outputs are those of tasks; the run itself has none.
            if (ended.Tasks.Count > 0)
                output = await _api.OutputAsync(ended.Tasks[0].RunId, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabricksException error)
        {
            // Of a run that failed, why it did matters more than what else it left.
            if (isWell) throw RunErrors.OfOutput(run.Name, ended, error);
        }

        if (!isWell) throw RunErrors.Of(run.Name, ended, output);
        return new DatabricksRunResult
        {
            RunId = ended.RunId,
            Page = Uri.TryCreate(ended.RunPageUrl, UriKind.Absolute, out Uri? page) ? page : null,
            Output = output?.NotebookOutput?.Result,
            Logs = output?.Logs,
            IsTruncated = output is { LogsTruncated: true } or { NotebookOutput.Truncated: true },
        };
    }

    // The answer to a cancel says nothing, and a cancel can be missed.
    private async Task CancelAsync(Task<RunReference> sent)
    {
        using var limit = new CancellationTokenSource(CancelLimit);
        long? id = null;
        try
        {
            id = (await sent.WaitAsync(limit.Token).ConfigureAwait(false)).RunId;
            for (int i = 0; i < MostCancels; i++)
            {
                await _api.CancelAsync(id.Value, limit.Token).ConfigureAwait(false);
                RunAnswer? answer = await _api.FindAsync(id.Value, mayBeAbsent: true, limit.Token).ConfigureAwait(false);
                if (answer is { IsOver: true } or { State.LifeCycleState: "TERMINATING" }) return;
                await Task.Delay(FirstPause * (i + 1), _workspace.Time, limit.Token).ConfigureAwait(false);
            }

            DatabricksLog.RunNotCancelled(_workspace.Logger, id, "it goes on");
        }
        catch (Exception error) when (error is DatabricksException or OperationCanceledException)
        {
            DatabricksLog.RunNotCancelled(_workspace.Logger, id, error.GetType().Name);
        }
    }
}
