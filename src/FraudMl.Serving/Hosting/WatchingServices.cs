using System.Diagnostics.Metrics;
using FraudMl.Mlflow;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>Registers what watches served models: drift, labels, live metrics.</summary>
internal static class WatchingServices
{
    public static void AddWatching(this IServiceCollection services, string name)
    {
        services.TryAddKeyedSingleton(name, (provider, _) => MonitorOf(provider, name));

        // The service tells the monitor which model is in service.
        services.TryAddKeyedSingleton<IFraudMonitor>(name, (provider, _) =>
        {
            _ = provider.GetRequiredKeyedService<ScoringService>(name);
            return provider.GetRequiredKeyedService<FraudMonitor>(name);
        });
        if (name == ScoringService.NoName)
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IFraudMonitor>(name));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MonitoringService>(provider => new MonitoringService(
            provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<ScoringServices>(),
            monitorName => provider.GetRequiredKeyedService<FraudMonitor>(monitorName), provider.GetService<MlflowClient>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System, provider.GetRequiredService<ILogger<MonitoringService>>())));
    }

    /// <summary>Returns what sees all rows of a model beside the application's own observers.</summary>
    public static IEnumerable<IScoringObserver> WatchersOf(this IServiceProvider provider, string name) =>
        [new DriftObserver(), provider.GetRequiredKeyedService<FraudMonitor>(name)];

    private static FraudMonitor MonitorOf(IServiceProvider provider, string name) => new(
        provider.GetRequiredService<IOptionsMonitor<FraudScoringOptions>>().Get(name),
        () => provider.GetKeyedServices<ILabelObserver>(name),
        provider.GetService<TimeProvider>() ?? TimeProvider.System);
}
