using System.Net.Http.Headers;
using FraudMl.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace FraudMl.Pictures;

/// <summary>The endpoint of the tutorial, on a free port.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Endpoint(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<Endpoint> StartAsync(WorkFolder work)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddFraudScoring("models:/payments@champion", options =>
        {
            options.TrackingUri = work.Store;
            options.IdColumn = "TRANSACTION_ID";
        });
        builder.Services.AddFraudVelocity(work.PathOf("velocity"));
        WebApplication app = builder.Build();
        app.MapFraudScoring();
        app.MapFraudMonitoring();
        app.MapFraudConsole("/console");
        await app.StartAsync();
        return new(app);
    }

    public async Task SendAsync(string csv)
    {
        using var client = new HttpClient();
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(csv));
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using HttpResponseMessage answer = await client.PostAsync($"{Address}/invocations", body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
