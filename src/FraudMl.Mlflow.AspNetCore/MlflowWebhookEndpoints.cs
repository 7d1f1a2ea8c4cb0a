using FraudMl.Mlflow;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts a receiver for MLflow's webhooks into an app.</summary>
public static class MlflowWebhookEndpoints
{
    /// <summary>
    /// Takes deliveries of MLflow's registry webhooks: the HMAC is compared in constant time, an old delivery and one that was handled
    /// before are refused. A delivery is answered after it was handled; one that fails is answered with 500, and MLflow sends it again.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">The path to register with MLflow.</param>
    /// <param name="secret">The secret the webhook was registered with.</param>
    /// <param name="handle">What to do with a delivery, for instance load the model again.</param>
    /// <param name="options">How far times may differ, and how long a delivery may be.</param>
    /// <exception cref="ArgumentException">Thrown when the secret is empty or the options are invalid.</exception>
    public static IEndpointConventionBuilder MapMlflowWebhook(
        this IEndpointRouteBuilder endpoints,
        string pattern,
        string secret,
        Func<MlflowWebhookMessage, CancellationToken, Task> handle,
        MlflowWebhookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(handle);
        if (string.IsNullOrEmpty(secret))
            throw new ArgumentException("A webhook without a secret can't be verified: register it with one, and give it here.",
                nameof(secret));
        options ??= new MlflowWebhookOptions();
        options.Check();
        TimeProvider time = endpoints.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        return endpoints.MapPost(pattern, new WebhookReceiver(secret, handle, options, time).ReceiveAsync);
    }
}
