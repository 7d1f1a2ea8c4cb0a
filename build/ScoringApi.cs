using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace FraudMl.Build;

/// <summary>A running scoring API: started on a loopback port, asked over HTTP, ended with everything it started.</summary>
internal sealed class ScoringApi : IDisposable
{
    private readonly HttpClient _client;
    private readonly Process _process;

    public ScoringApi(Command command, int port)
    {
        Console.WriteLine($"> {command}");
        _process = command.Start(capture: false);
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until <c>GET /ping</c> answers 200.</summary>
    public async Task WaitUntilReadyAsync(TimeSpan limit)
    {
        string last = "no answer";
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < limit; await Task.Delay(200))
        {
            if (_process.HasExited) throw new BuildFailedException($"The API ended with exit code {_process.ExitCode} before it answered /ping.");
            try
            {
                using HttpResponseMessage response = await _client.GetAsync(new Uri("/ping", UriKind.Relative));
                if (response.IsSuccessStatusCode) return;
                last = $"{(int)response.StatusCode}";
            }
            catch (HttpRequestException exception)
            {
                last = exception.Message;
            }
        }

        throw new BuildFailedException($"The API did not answer /ping with 200 within {limit.TotalSeconds} s; the last answer was: {last}");
    }

    /// <summary>Posts to <c>/invocations</c> and returns the first number of the predictions, which must be a probability.</summary>
    public async Task<double> ScoreAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client.PostAsync(new Uri("/invocations", UriKind.Relative), content);
        string answer = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.OK)
            throw new BuildFailedException($"POST /invocations answered {(int)response.StatusCode}: {answer}");
        using JsonDocument document = JsonDocument.Parse(answer);
        double? probability = document.RootElement.TryGetProperty("predictions", out JsonElement predictions) ? FirstNumber(predictions) : null;
        return probability is >= 0 and <= 1
            ? probability.Value
            : throw new BuildFailedException($"POST /invocations answered no probability: {answer}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _client.Dispose();
    }

    private static double? FirstNumber(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(FirstNumber).FirstOrDefault(number => number is not null),
        JsonValueKind.Object => element.EnumerateObject().Select(property => FirstNumber(property.Value)).FirstOrDefault(number => number is not null),
        _ => null,
    };
}
