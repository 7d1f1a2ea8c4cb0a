using System.Globalization;
using FraudMl.Tool.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FraudMl.Tool.Apps;

/// <summary>A web app that runs until it is told to stop.</summary>
internal static class WebServer
{
    /// <summary>Returns a builder that listens at an address and logs warnings to the standard error.</summary>
    public static WebApplicationBuilder Builder(string host, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}"));
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None) // a failing start is told in a sentence
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        return builder;
    }

    /// <summary>Starts the app, says where it is, and waits for its end.</summary>
    public static async Task RunAsync(ToolCall call, WebApplication app, Func<string, string> tell, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (OptionsValidationException wrong)
        {
            throw new Refusal(ExitCode.BadInput, string.Join(' ', wrong.Failures), wrong);
        }
        catch (IOException taken)
        {
            throw new Refusal(ExitCode.BadInput, $"{taken.Message.TrimEnd('.')}. Name another one with --port.", taken);
        }

        string address = app.Urls.First();
        call.Terminal.Answer(new { address }, tell(address));
        await call.Terminal.Output.FlushAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
