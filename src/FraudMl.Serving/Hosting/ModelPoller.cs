using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace FraudMl.Serving;

/// <summary>Asks the source of each served model, again and again, whether there is another one.</summary>
internal sealed class ModelPoller(ModelReloaders reloaders, ReloadTelemetry telemetry, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1), LongestRetry = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        telemetry.Watch(Ages);
        return Task.WhenAll(reloaders.All.Select(model => PollAsync(model.Reloader, model.Service.Options.PollInterval, stoppingToken)));
    }

    private static async Task PollAsync(ModelReloader reloader, TimeSpan interval, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await reloader.WaitAsync(WaitOf(interval, reloader.FailureCount), stop).ConfigureAwait(false);
                await reloader.ReloadAsync(cancellationToken: stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    // After a failure soon, then ever later: a store that comes back must not be overrun.
    private static TimeSpan WaitOf(TimeSpan interval, int failures)
    {
        if (failures == 0) return interval > TimeSpan.Zero ? interval : Timeout.InfiniteTimeSpan;
        TimeSpan first = interval > TimeSpan.Zero && interval < FirstRetry ? interval : FirstRetry;
        TimeSpan longest = interval > LongestRetry ? interval : LongestRetry;
        return TimeSpan.FromTicks(Math.Min(first.Ticks << Math.Min(failures - 1, 20), longest.Ticks));
    }

    private IEnumerable<Measurement<double>> Ages() =>
        from model in reloaders.All
        where model.Reloader.CheckedAt is not null
        select new Measurement<double>((time.GetUtcNow() - model.Reloader.CheckedAt!.Value).TotalSeconds,
            new KeyValuePair<string, object?>("model.name", model.Service.Models.Current?.Name ?? model.Service.Name));
}
