using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving.Tests;

/// <summary>A scoring server on a socket of this machine.</summary>
internal sealed class ScoringServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ScoringServer(WebApplication application)
    {
        _application = application;
        Client = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _application.Services;

    public static async Task<ScoringServer> StartAsync(
        FraudModel model, Action<FraudScoringOptions>? configure = null, Action<WebApplication>? map = null,
        Action<KestrelServerLimits>? limit = null)
    {
        (ScoringServer server, Task started) =
            await StartWhileLoadingAsync(services => services.AddFraudScoringModel(model, configure), map, limit);
        await started;
        return server;
    }

    /// <summary>Returns as soon as the server listens; the task ends when the model is in service.</summary>
    public static async Task<(ScoringServer Server, Task Started)> StartWhileLoadingAsync(
        Action<IServiceCollection> register, Action<WebApplication>? map = null, Action<KestrelServerLimits>? limit = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(server => limit?.Invoke(server.Limits));
        builder.Services.AddOpenApi();
        register(builder.Services);
        WebApplication application = builder.Build();
        application.MapFraudScoring();
        application.MapOpenApi();
        map?.Invoke(application);
        Task started = application.StartAsync();
        while (!started.IsFaulted && application.Urls.Single().EndsWith(":0", StringComparison.Ordinal)) await Task.Delay(5);
        return (new ScoringServer(application), started);
    }

    /// <summary>Puts a model into service.</summary>
    public void Replace(ServedModel next, string name = "")
    {
        ScoringService service = Services.GetRequiredKeyedService<ScoringService>(name);
        service.Prepare(next);
        service.Models.Replace(next);
    }

    public Task<HttpResponseMessage> PostAsync(string body, string? contentType = "application/json", string path = "/invocations") =>
        PostAsync(Encoding.UTF8.GetBytes(body), contentType, path);

    public Task<HttpResponseMessage> PostAsync(byte[] body, string? contentType = "application/json", string path = "/invocations")
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Client.PostAsync(path, content);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
