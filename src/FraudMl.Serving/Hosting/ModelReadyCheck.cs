using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>Healthy once every served model is loaded and warm; degraded while one is served that is not the one to serve.</summary>
internal sealed class ModelReadyCheck(ScoringServices services) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] waiting = [.. services.All.Where(service => service.Models.Current is null).Select(service => service.Name)];
        if (services.All.All(service => service.CanAnswer) && services.All.FirstOrDefault(service => service.IsLeftToRules) is { } ruled)
        {
            return Task.FromResult(HealthCheckResult.Degraded(ruled.Models.Current is { } model
                ? $"Rules answer instead of {model}, which takes too long or fails."
                : $"Rules answer: no model is loaded. {ruled.Problem}"));
        }

        string[] problems = [.. services.All.Select(service => service.Problem).OfType<string>()];
        if (waiting.Length == 0 && problems.Length > 0) return Task.FromResult(HealthCheckResult.Degraded(string.Join(' ', problems)));
        return Task.FromResult(waiting.Length == 0
            ? HealthCheckResult.Healthy($"Serving {string.Join(", ", services.All.Select(service => service.Models.Current!.Name))}.")
            : new HealthCheckResult(context.Registration.FailureStatus, waiting is [""]
                ? "The model is still being loaded."
                : $"Models are still being loaded: {string.Join(", ", waiting.Select(NameOf))}."));
    }

    private static string NameOf(string name) => name.Length == 0 ? "the one without a name" : name;
}

/// <summary>Adds the health check once, however many models are served.</summary>
internal sealed class ModelReadyRegistration : IConfigureOptions<HealthCheckServiceOptions>
{
    public void Configure(HealthCheckServiceOptions options) => options.Registrations.Add(new HealthCheckRegistration(
        "fraud-model", provider => new ModelReadyCheck(provider.GetRequiredService<ScoringServices>()), failureStatus: null, ["ready"]));
}
