using static FraudMl.Mlflow.Rules;

namespace FraudMl.Mlflow;

/// <summary>What the server says about itself.</summary>
internal static class ServiceRoutes
{
    public static IEnumerable<ServerRoute> All { get; } =
        [ServerRoute.Get("3.0/mlflow/server-info", call => Answer(call.Client.Server.GetInfoAsync(call.Cancelled)))];

    /// <summary>Open to everybody: load balancers ask these, by whatever name they know the server.</summary>
    public static IEnumerable<(string Pattern, Func<MlflowClient, CancellationToken, Task<string>> Answer)> Open { get; } =
    [
        ("/health", (client, cancelled) => client.Server.GetHealthAsync(cancelled)),
        ("/version", (client, cancelled) => client.Server.GetVersionAsync(cancelled)),
    ];
}
