using System.Globalization;
using FraudMl.Mlflow;

namespace MlflowServer;

/// <summary>The app: one line adds the store, one line maps the server.</summary>
internal static class TrackingServer
{
    public static async Task<int> RunAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://{settings.Host}:{settings.Port}"));
        builder.Services.AddMlflow(options => options with
        {
            TrackingUri = settings.BackendStoreUri,
            ArtifactRoot = "mlflow-artifacts:/",
            ArtifactFolder = settings.ArtifactsDestination,
            WebhookDelivery = MlflowWebhookDelivery.PublicHttps,
        });
        await using WebApplication app = builder.Build();
        try
        {
            // Opens the store now, so that a wrong one is said at once.
            app.Services.GetRequiredService<MlflowClient>();
            app.MapMlflowServer(settings.StaticPrefix, new MlflowServerOptions
            {
                AllowedHosts = settings.AllowedHosts,
                AllowedOrigins = settings.AllowedOrigins,
                Token = Environment.GetEnvironmentVariable("MLFLOW_SERVER_TOKEN"),
                Username = Environment.GetEnvironmentVariable("MLFLOW_SERVER_USERNAME"),
                Password = Environment.GetEnvironmentVariable("MLFLOW_SERVER_PASSWORD"),
            });
            await app.RunAsync(cancellationToken);
            return 0;
        }
        catch (Exception error) when (error is MlflowException or ArgumentException or IOException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
