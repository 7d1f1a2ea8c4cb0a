using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow.Tests;

/// <summary>A real server on a loopback socket: MLflow's routes over an embedded store, with requests kept and faults on demand.</summary>
internal sealed class MlflowTestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly OpenStore _store;
    private readonly MlflowRoutes _routes;
    private readonly string _spool;

    private MlflowTestServer(WebApplication app, OpenStore store, string spool)
    {
        _app = app;
        _store = store;
        _spool = spool;
        _routes = new MlflowRoutes(store.Connection);
    }

    public string Address { get; private set; } = "";

    public ConcurrentQueue<(string Method, string Path, string Query, string Body)> Requests { get; } = new();

    public ConcurrentQueue<string?> Authorizations { get; } = new();

    /// <summary>Takes a request before it is handled; true when it has answered.</summary>
    public Func<HttpContext, Task<bool>>? Before { get; set; }

    /// <summary>Changes the answer of a request that was handled; null keeps it.</summary>
    public Func<string, int?>? StatusAfter { get; set; }

    public static async Task<MlflowTestServer> StartAsync(TemporaryStore store)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var server = new MlflowTestServer(app, new OpenStore(store), store.Spool);
        app.Run(server.HandleAsync);
        await app.StartAsync();
        server.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return server;
    }

    public MlflowClient Connect(int retryCount = 2, string? token = null, string prefix = "", TimeProvider? time = null) =>
        MlflowClient.Connect(
        new MlflowOptions { TrackingUri = Address + prefix, RetryCount = retryCount, Token = token, Timeout = TimeSpan.FromSeconds(30),
            SpoolFolder = _spool }, time);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _store.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content);
        // As Flask behind uvicorn: a body without its length is no body.
        byte[] body = context.Request.ContentLength is null ? [] : content.ToArray();
        string path = context.Request.Path.Value!;
        Requests.Enqueue((context.Request.Method, path, context.Request.QueryString.Value ?? "", Encoding.UTF8.GetString(body)));
        Authorizations.Enqueue(context.Request.Headers.Authorization);
        if (Before is not null && await Before(context))
            return;
        if (path.StartsWith("/prefix", StringComparison.Ordinal))
            path = path["/prefix".Length..];
        if (context.Request.Method == "GET" && path.StartsWith("/api/2.0/mlflow-artifacts/artifacts", StringComparison.Ordinal))
        {
            await ServeArtifactAsync(context, path);
            return;
        }

        ILookup<string, string> query = context.Request.Query.SelectMany(pair => pair.Value.Select(value => (pair.Key, Value: value!)))
            .ToLookup(pair => pair.Key, pair => pair.Value);
        (int Status, string Json) answer = await _routes.AnswerAsync(context.Request.Method, path, query, body)
            ?? (404, "<html>Not Found</html>");
        context.Response.StatusCode = StatusAfter?.Invoke(path) ?? answer.Status;
        context.Response.ContentType = answer.Json.StartsWith('<') ? "text/html" : "application/json";
        await context.Response.WriteAsync(answer.Json);
    }

    private async Task ServeArtifactAsync(HttpContext context, string path)
    {
        try
        {
            string relative = path["/api/2.0/mlflow-artifacts/artifacts".Length..].TrimStart('/');
            if (relative.Length == 0)
            {
                IReadOnlyList<MlflowFileInfo> files = await _store.Connection.ArtifactStore.ListAsync(
                    $"mlflow-artifacts:/{context.Request.Query["path"]}");
                await context.Response.WriteAsJsonAsync(new MlflowArtifactPage { Files = files }, MlflowJson.Options);
                return;
            }

            await using Stream file = await _store.Connection.ArtifactStore.OpenReadAsync($"mlflow-artifacts:/{relative}");
            await file.CopyToAsync(context.Response.Body);
        }
        catch (MlflowException error)
        {
            context.Response.StatusCode = (int)error.StatusCode;
            await context.Response.WriteAsJsonAsync(new Dictionary<string, string> { ["error_code"] = error.ErrorCode,
                ["message"] = error.Message });
        }
    }
}
