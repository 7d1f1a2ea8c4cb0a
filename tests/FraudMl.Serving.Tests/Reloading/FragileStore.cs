using FraudMl.Mlflow;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving.Tests;

/// <summary>A tracking server on a socket that goes away, or dies in the middle of a download, when the test says so.</summary>
internal sealed class FragileStore : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _cutCount, _refusedCount;

    private FragileStore(string database)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMlflow(options => options with { TrackingUri = $"sqlite:///{database}", ArtifactRoot = "mlflow-artifacts:/" });
        _app = builder.Build();
        _app.Use(RunAsync);
        _app.MapMlflowServer();
    }

    public bool IsAway { get; set; }

    public bool CutDownloads { get; set; }

    public int CutCount => Volatile.Read(ref _cutCount);

    public int RefusedCount => Volatile.Read(ref _refusedCount);

    public static async Task<FragileStore> StartAsync(string database)
    {
        var store = new FragileStore(database);
        await store._app.StartAsync();
        return store;
    }

    public MlflowClient Connect() => MlflowClient.Connect(new MlflowOptions { TrackingUri = _app.Urls.First(), RetryCount = 0 });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        bool isDownload = context.Request.Method == "GET"
            && context.Request.Path.Value!.Contains("/mlflow-artifacts/artifacts/", StringComparison.Ordinal);
        if (IsAway)
        {
            Interlocked.Increment(ref _refusedCount);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else if (CutDownloads && isDownload)
        {
            Interlocked.Increment(ref _cutCount);
            context.Response.ContentLength = 1_000;
            await context.Response.Body.WriteAsync(new byte[500]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
        else
        {
            await next(context);
        }
    }
}
