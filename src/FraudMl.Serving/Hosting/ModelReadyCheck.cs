using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>Healthy once every served model is loaded and warm.</summary>
internal sealed class ModelReadyCheck(ScoringServices services) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] waiting = [.. services.All.Where(service => service.Models.Current is null).Select(service => service.Name)];
        return Task.FromResult(waiting.Length == 0
            ? HealthCheckResult.Healthy($"Serving {string.Join(", ", services.All.Select(service => service.Models.Current!.Name))}.")
            : new HealthCheckResult(context.Registration.FailureStatus, waiting is [""]
                ? "The model is still being loaded."
                : $"Models are still being loaded: {string.Join(", ", waiting.Select(name => name.Length == 0 ? "the one without a name" : name))}."));
    }
}

/// <summary>Adds the health check once, however many models are served.</summary>
internal sealed class ModelReadyRegistration : IConfigureOptions<HealthCheckServiceOptions>
{
    public void Configure(HealthCheckServiceOptions options) => options.Registrations.Add(new HealthCheckRegistration(
        "fraud-model", provider => new ModelReadyCheck(provider.GetRequiredService<ScoringServices>()), failureStatus: null, ["ready"]));
}
