using FraudMl.Mlflow.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>A tracking server on a loopback port, over a store of its own.</summary>
internal sealed class TrackingApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TrackingApp(WebApplication app, TemporaryStore store)
    {
        _app = app;
        Store = store;
        Client = new HttpClient { BaseAddress = Address };
    }

    public TemporaryStore Store { get; }

    public Uri Address => new(_app.Urls.First());

    public HttpClient Client { get; }

    public static async Task<TrackingApp> StartAsync(MlflowServerOptions? options = null, string prefix = "",
        Func<MlflowOptions, MlflowOptions>? configure = null, Action<WebApplication>? map = null)
    {
        var store = new TemporaryStore();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMlflow(mlflow =>
        {
            MlflowOptions options = mlflow with { TrackingUri = store.TrackingUri, ArtifactRoot = "mlflow-artifacts:/" };
            return configure?.Invoke(options) ?? options;
        });
        WebApplication app = builder.Build();
        app.MapMlflowServer(prefix, options);
        map?.Invoke(app);
        await app.StartAsync();
        return new TrackingApp(app, store);
    }

    /// <summary>Returns a client of this library that talks to the server.</summary>
    public MlflowClient Connect(string prefix = "", string? token = null) =>
        MlflowClient.Connect(new MlflowOptions { TrackingUri = Address.GetLeftPart(UriPartial.Authority) + prefix, Token = token,
            RetryCount = 0 });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Store.Dispose();
    }
}
