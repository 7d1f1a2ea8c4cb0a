using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow.Tests;

/// <summary>A receiver of webhooks on a loopback socket, which may never answer.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<string> _names = Channel.CreateUnbounded<string>();

    private Receiver(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<Receiver> StartAsync(bool hangs)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(async context =>
        {
            JsonNode? body = await JsonNode.ParseAsync(context.Request.Body);
            await receiver._names.Writer.WriteAsync(body!["data"]!["name"]!.GetValue<string>());
            if (hangs)
                await Task.Delay(Timeout.Infinite, receiver._stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await app.StartAsync();
        return receiver;
    }

    public async Task<string[]> TakeAsync(int count)
    {
        var names = new string[count];
        for (int i = 0; i < count; i++)
            names[i] = await _names.Reader.ReadAsync();
        return names;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }
}
