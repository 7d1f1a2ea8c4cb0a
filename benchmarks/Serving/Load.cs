using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace FraudMl.Benchmarks;

/// <summary>What a while of load on a server was like.</summary>
internal readonly record struct LoadFigures(long RequestCount, double Seconds, double MedianMicroseconds, double P99Microseconds);

/// <summary>Sends requests over eight connections: by wrk, or where that is not installed by a client of our own, which takes more of the
/// processor from the server.</summary>
internal static class Load
{
    private const int ConnectionCount = 8;

    public static bool HasWrk { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "wrk")));

    /// <summary>Returns the status of one request's answer.</summary>
    public static async Task<HttpStatusCode> AskAsync(Uri url, RequestKind kind)
    {
        using var client = new HttpClient();
        using ByteArrayContent content = ContentOf(kind, 0);
        using HttpResponseMessage response = await client.PostAsync(url, content);
        return response.StatusCode;
    }

    public static async Task<LoadFigures> RunAsync(Uri url, RequestKind kind, double seconds) =>
        HasWrk ? await ByWrkAsync(url, kind, seconds) : await ByClientAsync(url, kind, seconds);

    // wrk takes whole seconds.
    private static async Task<LoadFigures> ByWrkAsync(Uri url, RequestKind kind, double seconds)
    {
        string file = Path.GetTempFileName();
        try
        {
            await using (FileStream bodies = File.Create(file))
            {
                foreach (byte[] body in kind.Bodies)
                {
                    await bodies.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{body.Length}\n")));
                    await bodies.WriteAsync(body);
                }
            }

            var start = new ProcessStartInfo("wrk", [
                "-t", "1", "-c", ConnectionCount.ToString(CultureInfo.InvariantCulture), "-d", $"{Math.Ceiling(seconds):0}s",
                "-s", Path.Combine(AppContext.BaseDirectory, "drive.lua"), url.ToString(), "--", file, kind.ContentType, .. kind.Headers])
            { RedirectStandardOutput = true };
            using Process wrk = Process.Start(start)!;
            string written = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            string line = written.Split('\n').FirstOrDefault(line => line.StartsWith("FIGURES ", StringComparison.Ordinal))
                ?? throw new InvalidOperationException($"wrk failed: {written}");
            double[] figures = [.. line.Split(' ')[1..].Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            if (figures[2] > 0)
                throw new InvalidOperationException($"{url} answered {figures[2]} requests of '{kind.Name}' with an error.");
            return new((long)figures[0], figures[1] / 1e6, figures[3], figures[4]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<LoadFigures> ByClientAsync(Uri url, RequestKind kind, double seconds)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = ConnectionCount });
        var watch = Stopwatch.StartNew();
        double[][] latencies = await Task.WhenAll(Enumerable.Range(0, ConnectionCount).Select(async connection =>
        {
            var times = new List<double>();
            for (int next = connection * 997; watch.Elapsed.TotalSeconds < seconds; next++)
            {
                using ByteArrayContent content = ContentOf(kind, next);
                long start = Stopwatch.GetTimestamp();
                using HttpResponseMessage response = await client.PostAsync(url, content);
                response.EnsureSuccessStatusCode();
                await response.Content.CopyToAsync(Stream.Null);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

            return times.ToArray();
        }));
        double[] sorted = [.. latencies.SelectMany(times => times).Order()];
        return new(sorted.Length, watch.Elapsed.TotalSeconds, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }

    private static ByteArrayContent ContentOf(RequestKind kind, int number)
    {
        var content = new ByteArrayContent(kind.Bodies[number % kind.Bodies.Count]);
        content.Headers.ContentType = new(kind.ContentType);
        foreach (string[] header in kind.Headers.Select(header => header.Split(':', 2))) content.Headers.Add(header[0], header[1]);
        return content;
    }
}
