using System.Net;

namespace FraudMl.Benchmarks;

/// <summary>Loads our server and the echo in turn, so that what else the machine does falls on both.</summary>
internal sealed class SideBySide(ServerProcess ours, ServerProcess echo, Figures figures, double seconds, int rounds)
{
    // The runtime compiles what is called often a second time, in the background.
    private const double WarmUpSeconds = 6;

    private bool _isWarm;

    public async Task MeasureAsync(RequestKind kind)
    {
        Uri here = new(ours.Url + kind.Path);
        Uri there = new($"{echo.Url}/echo{new Uri(here.ToString()).Query}");
        if (await Load.AskAsync(here, kind) is not HttpStatusCode.OK and var status)
        {
            Console.WriteLine($"({kind.Name}: refused with {(int)status})");
            return;
        }

        await Load.RunAsync(here, kind, _isWarm ? 3 : WarmUpSeconds);
        await Load.RunAsync(there, kind, _isWarm ? 1 : WarmUpSeconds);
        _isWarm = true;
        var ourRounds = new List<Round>();
        var echoRounds = new List<Round>();
        for (int round = 0; round < rounds; round++)
        {
            ourRounds.Add(await LoadAsync(ours, here, kind));
            echoRounds.Add(await LoadAsync(echo, there, kind));
        }

        void Add(string what, string unit, Func<Round, double> value) =>
            figures.Add($"{kind.Name}: {what}", Median(ourRounds, value), unit, Median(echoRounds, value));
        Add("requests", "requests/s", round => round.Load.RequestCount / round.Load.Seconds);
        Add("processor", "µs/request", round => round.Microseconds);
        Add("allocated", "bytes/request", round => round.Bytes);
        if (kind.RowCount > 1)
        {
            figures.Add($"{kind.Name}: processor", Median(ourRounds, round => round.Microseconds) / kind.RowCount, "µs/row");
            figures.Add($"{kind.Name}: allocated", Median(ourRounds, round => round.Bytes) / kind.RowCount, "bytes/row");
        }

        Add("p50", "µs", round => round.Load.MedianMicroseconds);
        Add("p99", "µs", round => round.Load.P99Microseconds);
    }

    /// <summary>Tells our server's memory at each quarter of so many requests, over the routes in turn, and before.</summary>
    public async Task MeasureMemoryAsync(IReadOnlyList<RequestKind> kinds, long requestCount)
    {
        double before = ours.Memory / 1e6;
        long sent = 0;
        for (int quarter = 1; quarter <= 4; quarter++)
        {
            for (int next = 0; sent < requestCount * quarter / 4; next++)
            {
                RequestKind kind = kinds[next % kinds.Count];
                sent += (await Load.RunAsync(new(ours.Url + kind.Path), kind, 2)).RequestCount;
            }

            figures.Add(FormattableString.Invariant($"resident memory after {sent:#,0} more requests; peer: before"),
                ours.Memory / 1e6, "MB", before);
        }
    }

    private async Task<Round> LoadAsync(ServerProcess server, Uri url, RequestKind kind)
    {
        long allocated = await server.AllocatedBytesAsync();
        TimeSpan before = server.ProcessorTime;
        LoadFigures load = await Load.RunAsync(url, kind, seconds);
        TimeSpan after = server.ProcessorTime;
        return new(load, (after - before).TotalMicroseconds / load.RequestCount,
            (await server.AllocatedBytesAsync() - allocated) / (double)load.RequestCount);
    }

    private static double Median(List<Round> rounds, Func<Round, double> value)
    {
        double[] sorted = [.. rounds.Select(value).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private readonly record struct Round(LoadFigures Load, double Microseconds, double Bytes);
}
