using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FraudMl.Mlflow.Tests;

/// <summary>A real <c>mlflow server</c> over the store of a folder, started with the program that FRAUDML_MLFLOW_CLI names.</summary>
public sealed class RealMlflowServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private RealMlflowServer(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>The program, or <see langword="null"/> where there is none to test against.</summary>
    public static string? Program => RealMlflow.Program;

    public Uri Address { get; }

    public MlflowClient Connect(TemporaryStore store) =>
        MlflowClient.Connect(new MlflowOptions { TrackingUri = Address.GetLeftPart(UriPartial.Authority), SpoolFolder = store.Spool });

    public static async Task<RealMlflowServer> StartAsync(TemporaryStore store)
    {
        string port = FreePort().ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            "server", "--host", "127.0.0.1", "--port", port, "--workers", "1",
            "--backend-store-uri", store.TrackingUri, "--artifacts-destination", $"{store.Folder}/artifacts",
        ];
        var start = new ProcessStartInfo(Program!, arguments) { WorkingDirectory = store.Folder, RedirectStandardOutput = true,
            RedirectStandardError = true };
        start.Environment["MLFLOW_SERVER_ENABLE_JOB_EXECUTION"] = "false";
        // Webhooks that lead to this machine, and a key for their secrets.
        start.Environment["MLFLOW_WEBHOOK_ALLOWED_SCHEMES"] = "http,https";
        start.Environment["MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS"] = "true";
        start.Environment["MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY"] = Convert.ToBase64String(new byte[32]);
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new RealMlflowServer(process, new Uri($"http://127.0.0.1:{port}"));
        using var client = new HttpClient();
        for (var watch = Stopwatch.StartNew(); !await server.IsUpAsync(client); await Task.Delay(100))
            (process.HasExited || watch.Elapsed > Patience).ShouldBeFalse("mlflow server did not start.");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsUpAsync(HttpClient client)
    {
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(Address, "/health"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
