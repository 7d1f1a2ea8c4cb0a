using System.Security.Cryptography;
using System.Text;

namespace FraudMl.Mlflow;

/// <summary>The journals of one tracking store on this machine.</summary>
internal sealed class MlflowSpool : IDisposable
{
    private const string Extension = ".journal";
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly IMlflowRuns _runs;
    private readonly TimeProvider _time;
    private readonly string _folder;
    private readonly long _limit;
    private Task _watching = Task.CompletedTask;

    public MlflowSpool(IMlflowRuns runs, MlflowOptions options, TimeProvider time)
    {
        (_runs, _time, _limit) = (runs, time, options.SpoolLimit);
        _folder = Path.Combine(options.SpoolFolder!, NameOf(options.TrackingUri!));
    }

    /// <summary>Opens the journal of a run that starts here.</summary>
    public RunDelivery Start(string runId)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            string path = Path.Combine(_folder, $"{Uri.EscapeDataString(runId)}.{Guid.NewGuid():N}{Extension}");
            var delivery = new RunDelivery(_runs, runId, RunJournal.Create(path, _limit));
            return delivery;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue, $"What runs log can't be kept in '{_folder}': {error.Message} Set MlflowOptions.SpoolFolder to a folder that can be written.", innerException: error);
        }
    }

    /// <summary>Delivers what earlier processes and ended runs left; returns how many runs were delivered to their end.</summary>
    public async Task<int> DeliverAsync(CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (string path in Left())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (RunJournal.TryAdopt(path, _limit) is not { } journal)
                continue;
            string runId = RunIdOf(path);
            if (!await TryEndAsync(runId, journal, cancellationToken).ConfigureAwait(false))
                break;
            var delivery = new RunDelivery(_runs, runId, journal, isLeft: true);
            await delivery.CompleteAsync().ConfigureAwait(false);
            if (delivery.IsAway)
                break;
            count++;
        }

        return count;
    }

    /// <summary>Delivers in the background until nothing is left.</summary>
    public void Watch()
    {
        lock (_lock)
        {
            if (_watching.IsCompleted && !_closing.IsCancellationRequested && Left().Length > 0)
                _watching = Task.Run(WatchAsync);
        }
    }

    public void Dispose() => _closing.Cancel();

    private async Task WatchAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await DeliverAsync(_closing.Token).ConfigureAwait(false);
                if (Left().Length == 0)
                    return;
                await Task.Delay(_pause, _closing.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (MlflowException)
            {
                // Refused: there is nobody left to tell, and the rest goes on.
            }
        }
    }

    /// <summary>Ends a run as killed that nobody is left to end; false when the store is away.</summary>
    private async Task<bool> TryEndAsync(string runId, RunJournal journal, CancellationToken cancellationToken)
    {
        try
        {
            if (!journal.HasEnd() && (await _runs.GetAsync(runId, cancellationToken).ConfigureAwait(false)).Run.Info.Status == MlflowRunStatus.Running)
                journal.Append(new JournalEntry { End = new MlflowUpdateRun { RunId = runId, Status = MlflowRunStatus.Killed, EndTime = _time.GetUtcNow().ToUnixTimeMilliseconds() } });
            return true;
        }
        catch (MlflowException error) when (!RunDelivery.MeansAway(error))
        {
            // No such run any more: the delivery will be refused, which empties the journal.
            return true;
        }
        catch (Exception error)
        {
            journal.Dispose();
            if (error is MlflowException)
                return false;
            throw;
        }
    }

    private string[] Left() => Directory.Exists(_folder) ? Directory.GetFiles(_folder, "*" + Extension) : [];

    private static string RunIdOf(string path) => Uri.UnescapeDataString(Path.GetFileName(path).Split('.')[0]);

    private static string NameOf(string trackingUri)
    {
        string store = MlflowTrackingUri.SchemeOf(trackingUri) == "sqlite"
            ? Path.GetFullPath(MlflowTrackingUri.SqlitePath(trackingUri))
            : MlflowTrackingUri.WithoutCredentials(trackingUri);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(store)))[..16];
    }
}
