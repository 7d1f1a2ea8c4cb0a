using System.Diagnostics;
using System.Reflection;

namespace FraudMl;

/// <summary>How a worker is started: the program of this process, or what the options name.</summary>
internal static class WorkerCommand
{
    public static ProcessStartInfo Of(FraudWorkerOptions options, string pipeName)
    {
        (string executable, IEnumerable<string> arguments) = options.Executable is { } given ? (given, options.Arguments) : Own(options);
        var start = new ProcessStartInfo(executable, [.. arguments, FraudWorker.Argument, pipeName]) { UseShellExecute = false };
        start.Environment[FraudWorker.Mark] = "1";
        return start;
    }

    private static (string Executable, IEnumerable<string> Arguments) Own(FraudWorkerOptions options)
    {
        string own = Environment.ProcessPath
            ?? throw new FraudMlException("The program of this process is not known. Name it by Executable.");
        bool isHost = Path.GetFileNameWithoutExtension(own) == "dotnet";
        return (own, isHost && Program() is { } program ? [program, .. options.Arguments] : options.Arguments);
    }

    // Empty in a program of one file, which is no guest of dotnet.
    private static string? Program() => Assembly.GetEntryAssembly()?.GetName().Name is { } name
        ? Path.Combine(AppContext.BaseDirectory, $"{name}.dll") : null;
}
