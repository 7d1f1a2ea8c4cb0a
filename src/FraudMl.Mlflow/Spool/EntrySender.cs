namespace FraudMl.Mlflow;

/// <summary>Sends entries of a run to the store, and keeps what the store refused.</summary>
internal sealed class EntrySender(IMlflowRuns runs, string runId)
{
    private readonly Lock _lock = new();
    private MlflowException? _refusal;
    private int _refusedCount;

    /// <summary>Sends entries; returns why the store is away, or null when it took or refused them.</summary>
    public async Task<MlflowException?> TrySendAsync(List<JournalEntry> entries)
    {
        try
        {
            await SendAsync(entries).ConfigureAwait(false);
            return null;
        }
        catch (MlflowException error) when (RunDelivery.MeansAway(error) || (int)error.StatusCode is 401 or 403)
        {
            return error;
        }
        catch (MlflowException error) when (entries.Count > 1 && (int)error.StatusCode is 400 or 413)
        {
            // Halved until only what is at fault is left out.
            int half = entries.Count / 2;
            return await TrySendAsync(entries.GetRange(0, half)).ConfigureAwait(false)
                ?? await TrySendAsync(entries.GetRange(half, entries.Count - half)).ConfigureAwait(false);
        }
        catch (MlflowException error) when (entries.Count == 1 && IsKnownNaN(entries[0], error))
        {
            return null;
        }
        catch (MlflowException error)
        {
            lock (_lock)
            {
                _refusal ??= error;
                _refusedCount += entries.Count;
            }

            return null;
        }
        catch (Exception error)
        {
            // Such as a client that was closed before its runs: what is left waits for the next one.
            return new MlflowException(MlflowErrorCodes.TemporarilyUnavailable, error.Message, innerException: error);
        }
    }

    /// <summary>Tells what was refused since the last call.</summary>
    public void ThrowRefusal()
    {
        MlflowException error;
        int count;
        lock (_lock)
        {
            if (_refusal is null)
                return;
            (error, count) = (_refusal, _refusedCount);
            (_refusal, _refusedCount) = (null, 0);
        }

        throw new MlflowException(error.ErrorCode, $"{count} values of the run {runId} were refused. {error.Message}", error.StatusCode, error);
    }

    // MLflow takes every value twice but NaN, which is not equal to the one it has: its database says so, in the words of its driver.
    private static bool IsKnownNaN(JournalEntry entry, MlflowException error) => entry.Metric is { } metric && double.IsNaN(metric.Value)
        && (error.Message.Contains("IntegrityError", StringComparison.Ordinal) || error.Message.Contains("UniqueViolation", StringComparison.Ordinal));

    private async Task SendAsync(List<JournalEntry> entries)
    {
        var batch = new MlflowLogBatch
        {
            RunId = runId,
            Metrics = [.. entries.Select(entry => entry.Metric).OfType<MlflowMetric>()],
            Params = [.. entries.Select(entry => entry.Param).OfType<MlflowParam>()],
            Tags = [.. entries.Select(entry => entry.Tag).OfType<MlflowTag>()],
        };
        if (batch.Metrics.Count + batch.Params.Count + batch.Tags.Count > 0)
            await runs.LogBatchAsync(batch).ConfigureAwait(false);
        MlflowTelemetry.Delivered(batch);
        if (entries[^1].End is { } end)
            await runs.UpdateAsync(end).ConfigureAwait(false);
    }
}
