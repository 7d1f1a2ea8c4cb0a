namespace FraudMl.Mlflow;

/// <summary>Ends a run by what happens to its work.</summary>
internal static class RunScope
{
    // The end of a cancelled run is on disk by then, and delivered also without anybody who waits.
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(5);

    public static Func<MlflowActiveRun, Task<bool>> WithoutResult(Func<MlflowActiveRun, Task> body) => async run =>
    {
        await body(run).ConfigureAwait(false);
        return true;
    };

    public static async Task<T> RunAsync<T>(MlflowActiveRun run, Func<MlflowActiveRun, Task<T>> body)
    {
        T result;
        try
        {
            result = await body(run).ConfigureAwait(false);
        }
        catch (Exception error) when (IsCancellation(error))
        {
            using var farewell = new CancellationTokenSource(_farewell, run.Time);
            await EndAsync(run, MlflowRunStatus.Killed, reason: null, farewell.Token).ConfigureAwait(false);
            throw;
        }
        catch (Exception error)
        {
            await EndAsync(run, MlflowRunStatus.Failed, run.Describe(error), CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await run.DisposeAsync().ConfigureAwait(false);
        return result;
    }

    // A request that took too long is cancelled by its client and wanted by nobody: the work has failed.
    private static bool IsCancellation(Exception error) => error is OperationCanceledException { InnerException: not TimeoutException };

    /// <summary>Ends the run; what goes wrong with that is less than what has gone wrong before.</summary>
    private static async Task EndAsync(MlflowActiveRun run, MlflowRunStatus status, string? reason, CancellationToken cancellationToken)
    {
        try
        {
            await run.EndAsync(status, reason, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            run.NoteFailedEnd(status, error);
        }
    }
}
