using System.Diagnostics.Metrics;
using FraudMl.Mlflow;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>Has the meters of monitoring, and logs live metrics to MLflow where an experiment is named: never on the way of a
/// request.</summary>
internal sealed class MonitoringService(IMeterFactory meters, ScoringServices services, Func<string, FraudMonitor> monitorOf,
    MlflowClient? client, TimeProvider time, ILogger<MonitoringService> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly List<IDisposable> _owned = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _ = new MonitoringTelemetry(meters, services, monitorOf);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _owned.ForEach(owned => owned.Dispose());
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(services.All
        .Where(service => service.Options is { IdColumn: not null, Monitoring.ExperimentName: not null })
        .Select(service => LogAsync(service, stoppingToken)));

    private async Task LogAsync(ScoringService service, CancellationToken stoppingToken)
    {
        var log = new LiveMetricsLog(
            service.Options.Monitoring.ExperimentName!, monitorOf(service.Name), () => ClientOf(service.Options), time);
        try
        {
            while (true)
            {
                await Task.Delay(service.Options.Monitoring.LogInterval, time, stoppingToken).ConfigureAwait(false);
                await TryAsync(log, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What the last interval brought is logged before the server goes, if the store answers.
            using var patience = new CancellationTokenSource(Patience);
            await TryAsync(log, patience.Token).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(LiveMetricsLog log, CancellationToken cancellationToken)
    {
        try
        {
            await log.LogAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception away) when (away is MlflowException or FraudMlException or IOException or OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested) logger.LogMetricsAway(away.Message);
        }
    }

    private MlflowClient ClientOf(FraudScoringOptions options)
    {
        if (options.TrackingUri is null && client is not null) return client;
        MlflowClient own = MlflowClient.Connect(new MlflowOptions { TrackingUri = options.TrackingUri }, time);
        _owned.Add(own);
        return own;
    }
}
