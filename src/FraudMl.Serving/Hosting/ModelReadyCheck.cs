using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FraudMl.Serving;

internal sealed class ModelReadyCheck(ModelSlot slot) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(slot.Current is { } model
            ? HealthCheckResult.Healthy($"Serving {model.Name}.")
            : new HealthCheckResult(context.Registration.FailureStatus, "The model is still being loaded."));
}
