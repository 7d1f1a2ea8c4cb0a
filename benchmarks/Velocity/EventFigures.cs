using System.Diagnostics;
using System.Globalization;
using FraudMl;
using FraudMl.Benchmarks;

namespace VelocityBench;

/// <summary>What an event costs, by what survives.</summary>
internal static class EventFigures
{
    private const int CardCount = 100_000, TerminalCount = 20_000;

    /// <value>The Handbook's twelve features.</value>
    public static EntityWindows[] Windows { get; } = WindowsOf("CARD", "TERMINAL", "AMOUNT");

    public static EntityWindows[] WindowsOf(string card, string terminal, string amount)
    {
        TimeSpan[] windows = [TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];
        return
        [
            FraudMl.Velocity.Per(card).IncludingCurrent().Over(windows).Count().Mean(amount),
            FraudMl.Velocity.Per(terminal).IncludingCurrent().Over(windows).Delayed(TimeSpan.FromDays(7)).Count().Risk(),
        ];
    }

    public static void Add(Figures figures)
    {
        Measure(figures, "in memory", new VelocityStore(Windows, new() { Clock = null }), 1_000_000, threads: 1);
        foreach ((VelocityFlush flush, int count) in new[] { (VelocityFlush.Never, 1_000_000), (VelocityFlush.Interval, 1_000_000),
            (VelocityFlush.EachEvent, 3_000) })
        {
            foreach (int threads in new[] { 1, 8 })
            {
                string directory = Directory.CreateTempSubdirectory("velocity").FullName;
                using (var store = DurableVelocityStore.Open(directory, Windows, new() { Clock = null, Flush = flush }))
                    Measure(figures, $"durable, Flush = {flush}", store, count, threads);
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static void Measure(Figures figures, string name, IVelocityStore store, int count, int threads)
    {
        string[] cards = [.. Enumerable.Range(0, CardCount).Select(i => $"card {i}")], terminals = [.. Enumerable.Range(0, TerminalCount)
            .Select(i => $"terminal {i}")];
        Run(store, cards, terminals, 0, count, threads);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        Run(store, cards, terminals, count, count, threads);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        string of = $"{name}, {threads} {(threads == 1 ? "thread" : "threads")}";
        figures.Add($"{of}: twelve features an event", seconds / count * 1e6, "µs");
        figures.Add($"{of}: processor time an event", (Environment.CpuUsage.TotalTime - processor).TotalSeconds / count * 1e6, "µs");
    }

    // Two months of events at first, so that the windows are full when it counts.
    private static void Run(IVelocityStore store, string[] cards, string[] terminals, int first, int count, int threads)
    {
        int next = first - 1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            var random = new Random(first + thread);
            var features = new double[store.FeatureNames.Count];
            var texts = new string?[2];
            var numbers = new double[1];
            Span<char> id = stackalloc char[20];
            long step = TimeSpan.FromDays(60).Ticks / TimeSpan.TicksPerMicrosecond / count;
            for (int i = Interlocked.Increment(ref next); i < first + count; i = Interlocked.Increment(ref next))
            {
                (texts[0], texts[1]) = (cards[random.Next(CardCount)], terminals[random.Next(TerminalCount)]);
                numbers[0] = random.Next(10_000) / 100.0;
                i.TryFormat(id, out int length, default, CultureInfo.InvariantCulture);
                store.Observe(new VelocityEvent { Id = id[..length], Timestamp = i * step, Texts = texts, Numbers = numbers }, features);
            }
        });
    }
}
