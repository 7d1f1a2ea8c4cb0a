using System.Diagnostics;

namespace FraudMl.Tests;

/// <summary>The tests' own program as another process.</summary>
internal static class ChildProcess
{
    public static string Dotnet { get; } = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..",
        OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    public static string Program { get; } = typeof(ChildProcess).Assembly.Location;

    public static FraudWorkerOptions Workers(int count) => new() { WorkerCount = count, Executable = Dotnet, Arguments = [Program] };

    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Dotnet, [Program, .. arguments]) { RedirectStandardOutput = true })!;
}
