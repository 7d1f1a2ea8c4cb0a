using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FraudMl.Mlflow.Tests;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>samples/MlflowServer as a process, killed and started again on the same port over the same file.</summary>
internal sealed class ServerProcess(TemporaryStore store) : IDisposable
{
    private const string Sample = "MlflowServer";

    private readonly ConcurrentQueue<string> _output = new();
    private readonly int _port = RealMlflowServer.FreePort();
    private Process? _process;
    private TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Address => $"http://127.0.0.1:{_port}";

    /// <summary>Starts the server and waits until it answers.</summary>
    public async Task StartAsync()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "..", "..", Sample,
            Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));
        string[] arguments =
        [
            Path.GetFullPath(Path.Combine(folder, $"{Sample}.dll")), "--port", _port.ToString(CultureInfo.InvariantCulture),
            "--backend-store-uri", store.TrackingUri, "--artifacts-destination", Path.Combine(store.Folder, "artifacts"),
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient();
        for (int attempt = 0; !await AnswersAsync(client); attempt++)
        {
            if (_process.HasExited || attempt > 3_000)
                throw new InvalidOperationException($"The server did not start: {string.Join('\n', _output)}");
            await Task.Delay(10);
        }

        _up.TrySetResult();
    }

    /// <summary>Waits until a server that was killed answers again.</summary>
    public Task IsUpAgainAsync() => Volatile.Read(ref _up).Task.WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>Kills the server as <c>kill -9</c> does, at random moments, and starts it again each time.</summary>
    public async Task KillAsync(int count, Random random)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Delay(random.Next(20, 600));
            Volatile.Write(ref _up, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _process!.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
            await Task.Delay(random.Next(0, 200));
            await StartAsync();
        }
    }

    public void Dispose()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            return (await client.GetStringAsync(new Uri($"{Address}/health"))).StartsWith("OK", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
