using System.Globalization;

namespace FraudMl.Serving;

/// <summary>Gathers what the console shows from what watches the models.</summary>
internal sealed class ConsoleOverview(ScoringServices models, LiveTraffic traffic, Func<string, FraudMonitor> monitorOf)
{
    public ConsoleState State() => new([.. models.All.Select(Of)]);

    private ConsoleModel Of(ScoringService service)
    {
        ServedModel? served = service.Models.Current;
        string title = service.Name.Length > 0 ? service.Name : served?.Name ?? "The model";
        return new ConsoleModel(
            service.Name, title, served?.Name, served?.Version, served?.Since.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            served is not null, served is null ? "The model is still being loaded." : "In service.",
            served is null ? null : served.Model.Decision?.ToString() ?? "none, it gives probabilities", Reload: null,
            [.. (served?.Inputs ?? []).Select(input => new ConsoleInput(input.Name, $"{input.Kind}"))],
            traffic.Of(served?.Name ?? ""), ConsoleDrifts.Of(monitorOf(service.Name).RecentDrift), Shadow: null);
    }
}
