using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow;

/// <summary>The journals of one tracking store on this machine.</summary>
internal sealed class MlflowSpool : IDisposable
{
    private const string Extension = ".journal";
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _round = new(1, 1);
    private readonly ConcurrentDictionary<string, bool> _unusable = new();
    private readonly Lock _lock = new();
    private readonly IMlflowRuns _runs;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _folder;
    private readonly long _limit;
    private Task _watching = Task.CompletedTask;

    public MlflowSpool(MlflowConnection connection, MlflowOptions options, TimeProvider time)
    {
        (_runs, _time, _limit, _logger) = (connection.Runs, time, options.SpoolLimit, MlflowLog.Of(options.LoggerFactory));
        // What waits for one workspace must not go to another, although both are called databricks.
        _folder = Path.Combine(options.SpoolFolder!, NameOf(connection.Address ?? options.TrackingUri!));
    }

    /// <summary>Returns where a damaged journal is put.</summary>
    public static string BadPathOf(string path) => path + ".bad";

    /// <summary>Opens the journal of a run that starts here.</summary>
    public RunDelivery Start(string runId)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            string path = Path.Combine(_folder, $"{Uri.EscapeDataString(runId)}.{Guid.NewGuid():N}{Extension}");
            return new RunDelivery(TargetOf(runId), RunJournal.Create(path, _limit), onLeft: () => Watch(isLater: true));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MlflowException(
                MlflowErrorCodes.InvalidParameterValue,
                $"What runs log can't be kept in '{_folder}': {error.Message} Set MlflowOptions.SpoolFolder to a folder that can be "
                + $"written.",
                innerException: error);
        }
    }

    /// <summary>Delivers what earlier processes and ended runs left; returns how many runs were delivered to their end.</summary>
    /// <exception cref="MlflowException">Thrown at the end when the store refused something.</exception>
    public async Task<int> DeliverAsync(CancellationToken cancellationToken)
    {
        // One round after the other: what is under way in the background is waited for, not passed over.
        await _round.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await DeliverRoundAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _round.Release();
        }
    }

    /// <summary>Delivers in the background until nothing is left.</summary>
    /// <param name="isLater">Whether the store has just been found away, so that there is no use in asking it at once.</param>
    public void Watch(bool isLater = false)
    {
        lock (_lock)
        {
            if (_watching.IsCompleted && !_closing.IsCancellationRequested)
                _watching = Task.Run(() => WatchAsync(isLater));
        }
    }

    /// <summary>Stops to deliver; the files are free afterwards.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        Task watching;
        lock (_lock)
            watching = _watching;
        Task.WaitAny([watching], _farewell);
    }

    private async Task<int> DeliverRoundAsync(CancellationToken cancellationToken)
    {
        int count = 0;
        MlflowException? refusal = null;
        foreach (string path in Left())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await TryAdoptAsync(path).ConfigureAwait(false) is not { } journal)
                continue;
            string runId = RunIdOf(path);
            var delivery = new RunDelivery(TargetOf(runId) with { Cancelled = cancellationToken }, journal, isLeft: true);
            try
            {
                await delivery.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (MlflowException error)
            {
                refusal ??= delivery.Fault is null ? error : null;
            }

            if (delivery.Fault is { } fault)
                await GiveUpAsync(path, fault).ConfigureAwait(false);
            else if (delivery.IsAway)
                break;
            else
                count++;
            if (delivery.IsDone)
                MlflowLog.Delivered(_logger, runId);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return refusal is null ? count : throw refusal;
    }

    private async Task WatchAsync(bool isLater)
    {
        if (isLater)
            await PauseAsync().ConfigureAwait(false);
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await DeliverAsync(_closing.Token).ConfigureAwait(false);
            }
            catch (MlflowException)
            {
                // Refused, which the log was told: there is nobody else left to tell, and the rest goes on.
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                MlflowLog.SpoolFailed(_logger, _folder, error.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (IsEmpty())
                return;
            await PauseAsync().ConfigureAwait(false);
        }
    }

    private async Task PauseAsync() =>
        await Task.Delay(_pause, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<RunJournal?> TryAdoptAsync(string path)
    {
        try
        {
            return RunJournal.TryAdopt(path, _limit);
        }
        catch (Exception fault) when (fault is JournalDamagedException or IOException or UnauthorizedAccessException)
        {
            await GiveUpAsync(path, fault).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Takes a journal out of the way that can't be delivered; its run ends as killed, for it is not complete.</summary>
    private async Task GiveUpAsync(string path, Exception fault)
    {
        if (fault is not JournalDamagedException)
        {
            Skip(path, fault);
            return;
        }

        PutAside(path, fault);
        DeliveryTarget target = TargetOf(RunIdOf(path));
        await new EntrySender(target, new Refusals(target.RunId)).TryKillAsync().ConfigureAwait(false);
    }

    private void PutAside(string path, Exception damage)
    {
        string badPath = BadPathOf(path);
        try
        {
            File.Move(path, badPath, overwrite: true);
            MlflowLog.PutAside(_logger, path, damage.Message, badPath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Skip(path, error);
        }
    }

    // Tried again each time, for rights and disks get mended, but told once.
    private void Skip(string path, Exception error)
    {
        if (_unusable.TryAdd(path, true))
            MlflowLog.Unusable(_logger, path, error.GetType().Name);
    }

    private DeliveryTarget TargetOf(string runId) => new(runId, _runs, _time, _logger, CancellationToken.None);

    private bool IsEmpty()
    {
        try
        {
            return Left().Length == 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
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
