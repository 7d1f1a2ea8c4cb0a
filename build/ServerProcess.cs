using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FraudMl.Build;

/// <summary>A running server of ours: started on a loopback port, asked over HTTP, ended with everything it started.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    public ServerProcess(Command command, int port)
    {
        Console.WriteLine($"> {command}");
        _process = command.Start(capture: false);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
    }

    public HttpClient Client { get; }

    /// <summary>The resident memory in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until a path answers 200.</summary>
    public async Task WaitUntilReadyAsync(string path, TimeSpan limit)
    {
        string last = "no answer";
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < limit; await Task.Delay(10))
        {
            if (_process.HasExited) throw new BuildFailedException(
                $"The server ended with exit code {_process.ExitCode} before it answered {path}.");
            try
            {
                using HttpResponseMessage response = await Client.GetAsync(new Uri(path, UriKind.Relative));
                if (response.IsSuccessStatusCode) return;
                last = $"{(int)response.StatusCode}";
            }
            catch (HttpRequestException exception)
            {
                last = exception.Message;
            }
        }

        throw new BuildFailedException($"The server did not answer {path} with 200 within {limit.TotalSeconds} s; the last answer "
            + $"was: {last}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Client.Dispose();
    }
}
