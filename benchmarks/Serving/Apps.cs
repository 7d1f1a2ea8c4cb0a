using FraudMl.Serving;

namespace FraudMl.Benchmarks;

/// <summary>The servers that are measured, each in a process of its own: ours, and one that sends back what it was sent.</summary>
internal static class Apps
{
    public static Task ServeAsync(string model)
    {
        WebApplicationBuilder builder = Builder();
        builder.Services.AddFraudScoring(model);
        WebApplication app = builder.Build();
        app.MapFraudScoring();
        return RunAsync(app);
    }

    public static Task EchoAsync()
    {
        WebApplication app = Builder().Build();
        app.MapPost("/echo", async (HttpContext context) =>
        {
            context.Response.ContentType = context.Request.ContentType;
            context.Response.ContentLength = context.Request.ContentLength;
            await context.Request.BodyReader.CopyToAsync(context.Response.BodyWriter);
        });
        return RunAsync(app);
    }

    private static WebApplicationBuilder Builder()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder;
    }

    // Says where it listens and what it has allocated so far, and ends with its parent.
    private static async Task RunAsync(WebApplication app)
    {
        app.MapGet(ServerProcess.AllocatedPath, () => $"{GC.GetTotalAllocatedBytes(precise: true)}");
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }
}
