using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow.Tests.Scoring;

/// <summary>A server on a loopback socket that gives answers one after the other, whatever it is asked, and keeps the requests.</summary>
internal sealed class ScoringDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(int Status, string ContentType, string Body)> _answers = new();

    private ScoringDouble(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public List<(string Method, string Path, IHeaderDictionary Headers, string Body)> Requests { get; } = [];

    public static async Task<ScoringDouble> StartAsync(params (int Status, string ContentType, string Body)[] answers)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScoringDouble(builder.Build());
        foreach (var answer in answers) server._answers.Enqueue(answer);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public void Then(int status, string body, string contentType = "application/json") => _answers.Enqueue((status, contentType, body));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Requests.Add((context.Request.Method, context.Request.Path + context.Request.QueryString,
            new HeaderDictionary(context.Request.Headers.ToDictionary()), await reader.ReadToEndAsync()));
        (context.Response.StatusCode, context.Response.ContentType, string body) =
            _answers.TryDequeue(out (int Status, string ContentType, string Body) next) ? next : (500, "text/plain", "no answer is left");
        if (context.Response.StatusCode == 429) context.Response.Headers.RetryAfter = "0";
        await context.Response.WriteAsync(body);
    }
}
