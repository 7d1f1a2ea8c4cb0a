using System.Collections.Concurrent;
using FraudMl.Mlflow;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Tracking.Tests;

/// <summary>A tracking server on a loopback port that is of another version of MLflow; before 3 it knows no logged models.</summary>
internal sealed class OldServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder = new();

    private OldServer(string version)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMlflow(options =>
            options with { TrackingUri = $"sqlite:///{_folder.At("mlflow.db")}", ArtifactRoot = "mlflow-artifacts:/" });
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            string path = context.Request.Path.Value!;
            Asked.Enqueue(path);
            if (path == "/version") await context.Response.WriteAsync(version);
            else if (version.StartsWith('2') && (path.Contains("/logged-models", StringComparison.Ordinal)
                || path.EndsWith("/runs/outputs", StringComparison.Ordinal))) context.Response.StatusCode = 404;
            else await next(context);
        });
        _app.MapMlflowServer();
    }

    public ConcurrentQueue<string> Asked { get; } = new();

    public static async Task<OldServer> StartAsync(string version)
    {
        var server = new OldServer(version);
        await server._app.StartAsync();
        return server;
    }

    public MlflowClient Connect() =>
        MlflowClient.Connect(new MlflowOptions { TrackingUri = _app.Urls.First(), RetryCount = 0, SpoolFolder = _folder.At("spool") });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
