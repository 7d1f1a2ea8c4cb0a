namespace FraudMl.Mlflow;

/// <summary>Sends entries of a run to the store, and keeps what the store refused.</summary>
internal sealed class EntrySender(DeliveryTarget target, Refusals refusals)
{
    private readonly string _runId = target.RunId;
    private readonly IMlflowRuns _runs = target.Runs;

    /// <summary>Sends entries; returns why the store is away, or null when it took or refused them.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="first">Number of the first.</param>
    public async Task<MlflowException?> TrySendAsync(List<JournalEntry> entries, long first)
    {
        try
        {
            await SendAsync(entries).ConfigureAwait(false);
            return null;
        }
        catch (MlflowException error) when (MeansAway(error))
        {
            return error;
        }
        catch (MlflowException error) when (entries.Count > 1 && (int)error.StatusCode is 400 or 413)
        {
            // Halved until only what is at fault is left out.
            int half = entries.Count / 2;
            return await TrySendAsync(entries.GetRange(0, half), first).ConfigureAwait(false)
                ?? await TrySendAsync(entries.GetRange(half, entries.Count - half), first + half).ConfigureAwait(false);
        }
        catch (MlflowException error) when (entries.Count == 1 && IsKnownNaN(entries[0], error))
        {
            return null;
        }
        catch (MlflowException error)
        {
            refusals.Add(first, entries.Count, error);
            MlflowLog.Refused(target.Logger, _runId, entries.Count, error.ErrorCode, (int)error.StatusCode);
            return null;
        }
        catch (Exception error)
        {
            return Gone(error);
        }
    }

    /// <summary>Ends the run as killed if nobody has ended it; returns why the store is away, or null.</summary>
    public async Task<MlflowException?> TryKillAsync()
    {
        try
        {
            if ((await _runs.GetAsync(_runId, target.Cancelled).ConfigureAwait(false)).Run.Info.Status != MlflowRunStatus.Running)
                return null;
            long now = target.Time.GetUtcNow().ToUnixTimeMilliseconds();
            var end = new MlflowUpdateRun { RunId = _runId, Status = MlflowRunStatus.Killed, EndTime = now };
            await _runs.UpdateAsync(end, target.Cancelled).ConfigureAwait(false);
            MlflowLog.Killed(target.Logger, _runId);
            return null;
        }
        catch (MlflowException error)
        {
            // Otherwise there is no such run any more, and nothing to end.
            return MeansAway(error) ? error : null;
        }
        catch (Exception error)
        {
            return Gone(error);
        }
    }

    /// <summary>
    /// Whether to try again later. A page of a proxy, such as its 404 while the server moves, says nothing about what was sent; a log-in
    /// may be mended.
    /// </summary>
    private static bool MeansAway(MlflowException error) =>
        error.IsAmbiguous || error.IsForeign || error.IsLoginRefused || (int)error.StatusCode == 429;

    // Such as a client that was closed before its runs: what is left waits for the next one.
    private static MlflowException Gone(Exception error) =>
        new(MlflowErrorCodes.TemporarilyUnavailable, error.Message, innerException: error);

    // MLflow takes every value twice but NaN, which is not equal to the one it has: its database says so, in the words of its driver.
    private static bool IsKnownNaN(JournalEntry entry, MlflowException error) => entry.Metric is { } metric && double.IsNaN(metric.Value)
        && (error.Message.Contains("IntegrityError", StringComparison.Ordinal)
            || error.Message.Contains("UniqueViolation", StringComparison.Ordinal));

    private async Task SendAsync(List<JournalEntry> entries)
    {
        var batch = new MlflowLogBatch
        {
            RunId = _runId,
            Metrics = [.. entries.Select(entry => entry.Metric).OfType<MlflowMetric>()],
            Params = [.. entries.Select(entry => entry.Param).OfType<MlflowParam>()],
            Tags = [.. entries.Select(entry => entry.Tag).OfType<MlflowTag>()],
        };
        if (batch.Metrics.Count + batch.Params.Count + batch.Tags.Count > 0)
            await _runs.LogBatchAsync(batch, target.Cancelled).ConfigureAwait(false);
        MlflowTelemetry.Delivered(batch);
        if (entries[^1].End is { } end)
            await _runs.UpdateAsync(end, target.Cancelled).ConfigureAwait(false);
    }
}
