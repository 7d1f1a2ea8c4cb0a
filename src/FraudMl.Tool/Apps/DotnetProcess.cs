using System.Diagnostics;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Apps;

/// <summary>Runs <c>dotnet</c> with this process's console.</summary>
internal static class DotnetProcess
{
    // A training app that is told to stop marks its runs as killed first.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(5);

    /// <summary>Runs it and returns its exit code; with JSON its output goes to the standard error.</summary>
    public static async Task<int> RunAsync(ToolCall call, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using Process process = Start(arguments, call.TrackingUri, redirects: call.Terminal.IsJson);
        Task copied = call.Terminal.IsJson ? CopyAsync(process.StandardOutput, call.Terminal.Error) : Task.CompletedTask;
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            throw;
        }

        await copied;
        return process.ExitCode;
    }

    /// <summary>Runs it and returns what it printed; null where it failed or there is none.</summary>
    public static async Task<string?> CaptureAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            using Process process = Start(arguments, trackingUri: null, redirects: true);
            string printed = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? printed.Trim() : null;
        }
        catch (Refusal)
        {
            return null;
        }
    }

    private static Process Start(IEnumerable<string> arguments, string? trackingUri, bool redirects)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardOutput = redirects, UseShellExecute = false,
        };
        if (trackingUri is not null) start.Environment["MLFLOW_TRACKING_URI"] = trackingUri;
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new Refusal(
                ExitCode.Failed, "There is no dotnet on the PATH. Install the .NET 10 SDK: https://dot.net/download.", missing);
        }
    }

    private static async Task CopyAsync(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line) await to.WriteLineAsync(Secrets.Hidden(line));
    }

    // Ctrl+C reaches it too; a signal to this process alone does not.
    private static async Task EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(TimeToEnd);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
