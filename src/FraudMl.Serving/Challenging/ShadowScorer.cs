using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FraudMl.Serving;

/// <summary>Has the challengers score what waits for them, a thread for each at most.</summary>
internal sealed class ShadowScorer(IServiceProvider services, ScoringServices served) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        served.All.Select(service => services.GetKeyedService<Shadow>(service.Name)).OfType<Shadow>()
            .Select(shadow => Task.Run(() => shadow.RunAsync(stoppingToken), stoppingToken)));
}
