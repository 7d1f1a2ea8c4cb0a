using System.Diagnostics;
using System.Globalization;

namespace FraudMl.Benchmarks;

/// <summary>A server in a process of its own, so that its processor time and memory are its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string AllocatedPath = "/allocated";

    private readonly Process _process;

    public ServerProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        Url = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The server {arguments[0]} did not start.");
    }

    public string Url { get; }

    /// <summary>The processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The resident memory in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Returns how many bytes it has allocated so far.</summary>
    public async Task<long> AllocatedBytesAsync()
    {
        using var client = new HttpClient();
        return long.Parse(await client.GetStringAsync(new Uri(Url + AllocatedPath)), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
