using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FraudMl.EndToEnd.Tests;

/// <summary>A built sample, run as its own process.</summary>
internal sealed class JobProcess : IDisposable
{
    private const string MainJob = "CreditCard";
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    public JobProcess(IEnumerable<string> arguments, string? folder = null, string sample = MainJob)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder ?? FolderOf(sample), $"{sample}.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("MLFLOW_TRACKING_URI");
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <value>The folder that the main job was built into, in the configuration of these tests.</value>
    public static string SampleFolder { get; } = FolderOf(MainJob);

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors).Trim();

    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        RunSampleAsync(MainJob, arguments);

    public static async Task<(int ExitCode, string Output, string Errors)> RunSampleAsync(string sample, params string[] arguments)
    {
        using var job = new JobProcess(arguments, sample: sample);
        int exitCode = await job.WaitAsync();
        return (exitCode, job.Output, job.Errors);
    }

    public async Task<int> WaitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits until a line holds a text, and returns the line.</summary>
    public async Task<string> WaitForLineAsync(string text)
    {
        for (int i = 0; i < 3000; i++)
        {
            if (_output.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } found) return found;
            if (_process.HasExited) break;
            await Task.Delay(100);
        }

        throw new TimeoutException($"The job never printed '{text}'. It printed:\n{Output}\n{Errors}");
    }

    /// <summary>Presses Ctrl+C.</summary>
    public void Interrupt() => kill(_process.Id, 2).ShouldBe(0);

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static string FolderOf(string sample) => Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", sample,
            Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}
