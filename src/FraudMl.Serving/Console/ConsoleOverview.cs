using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving;

/// <summary>Gathers what the console shows from what watches the models.</summary>
internal sealed class ConsoleOverview
{
    // A report over many labels takes a second, and the page asks every other one.
    private static readonly TimeSpan ShadowLifetime = TimeSpan.FromSeconds(20);

    private readonly (ScoringService Service, FraudMonitor Monitor, IServedModelAdmin Admin, Cached<ConsoleShadow>? Shadow)[] _models;
    private readonly LiveTraffic _traffic;

    public ConsoleOverview(ScoringServices models, IServiceProvider services)
    {
        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _traffic = services.GetRequiredService<LiveTraffic>();
        _models = [.. models.All.Select(model => (model, services.GetRequiredKeyedService<FraudMonitor>(model.Name),
            services.GetRequiredKeyedService<IServedModelAdmin>(model.Name),
            services.GetKeyedService<IShadowReporter>(model.Name) is { } shadow
                ? new Cached<ConsoleShadow>(time, ShadowLifetime, () => ConsoleShadows.Of(shadow.Report()))
                : null))];
    }

    public ConsoleState State() => new([.. _models.Select(model => Of(model.Service, model.Monitor, model.Admin, model.Shadow))]);

    private ConsoleModel Of(ScoringService service, FraudMonitor monitor, IServedModelAdmin admin, Cached<ConsoleShadow>? shadow)
    {
        ServedModel? served = service.Models.Current;
        string title = service.Name.Length > 0 ? service.Name : served?.Name ?? "The model";
        return new ConsoleModel(
            service.Name, title, served?.Name, served?.Version, TimeOf(served?.Since),
            served is not null && service.Problem is null && !service.IsLeftToRules,
            service.IsLeftToRules ? "Rules answer instead of the model."
                : service.Problem ?? (served is null ? "The model is still being loaded." : "In service."),
            served is null ? null : served.Model.Decision?.ToString() ?? "none, it gives probabilities", TimeOf(admin.Status.CheckedAt),
            [.. (served?.Inputs ?? []).Select(input => new ConsoleInput(input.Name, $"{input.Kind}"))],
            _traffic.Of(served?.Name ?? ""), ConsoleDrifts.Of(monitor.RecentDrift), shadow?.Value);
    }

    private static string? TimeOf(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
