using System.ComponentModel;
using System.Diagnostics;

namespace FraudMl.Build;

/// <summary>A process to run; its output goes to the console unless it is captured.</summary>
internal sealed record Command(string FileName, params string[] Arguments)
{
    public string WorkingDirectory { get; init; } = Repository.Root;

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public static Command Dotnet(params string[] arguments) => new("dotnet", arguments);

    /// <summary>Runs to the end and fails the build when the exit code is not 0.</summary>
    public async Task RunAsync()
    {
        Console.WriteLine($"> {this}");
        var watch = Stopwatch.StartNew();
        using Process process = Start(capture: false);
        await process.WaitForExitAsync();
        Console.WriteLine($"  {watch.Elapsed.TotalSeconds:F0} s: {this}");
        if (process.ExitCode != 0) throw new BuildFailedException($"Failed with exit code {process.ExitCode}: {this}");
    }

    /// <summary>Runs to the end and returns the exit code with everything written.</summary>
    public async Task<(int ExitCode, string Output)> CaptureAsync()
    {
        using Process process = Start(capture: true);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    /// <summary>Starts the process without waiting for it.</summary>
    public Process Start(bool capture)
    {
        var start = new ProcessStartInfo(FileName, Arguments)
        {
            WorkingDirectory = WorkingDirectory,
            RedirectStandardOutput = capture,
            RedirectStandardError = capture,
        };
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new BuildFailedException($"{FileName} could not be started: {exception.Message}");
        }
    }

    public override string ToString() => $"{FileName} {string.Join(' ', Arguments)}";
}
