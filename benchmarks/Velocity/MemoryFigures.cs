using System.Diagnostics;
using System.Globalization;
using FraudMl;
using FraudMl.Benchmarks;

namespace VelocityBench;

/// <summary>What a million cards take, and what they and their events cost as they hold more: twelve features of one key.</summary>
internal static class MemoryFigures
{
    private static readonly TimeSpan[] Lengths = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];

    public static void Add(Figures figures)
    {
        Add(figures, 1_000_000, [10, 20]);
        Add(figures, 10_000, [10, 64, 100, 200, 500, 1000, 1500]);
    }

    private static void Add(Figures figures, int cardCount, int[] counts)
    {
        EntityWindows windows = FraudMl.Velocity.Per("CARD").Over(Lengths).Count().Mean("AMOUNT").RatioToMean("AMOUNT");
        var store = new VelocityStore([windows], new() { Clock = null });
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Hold(store, cardCount, 0, counts[0]);
        long ten = GC.GetTotalMemory(forceFullCollection: true) - before;
        figures.Add($"{cardCount:#,0} cards of {counts[0]} events each: live memory", ten / 1e6, "MB");
        figures.Add("the process then", Environment.WorkingSet / 1e6, "MB");
        for (int i = 1; i < counts.Length; i++)
        {
            (int from, int to) = (counts[i - 1], counts[i]);
            double events = (double)(to - from) * cardCount;
            double seconds = Hold(store, cardCount, from, to);
            long held = GC.GetTotalMemory(forceFullCollection: true) - before;
            double each = (held - ten) / ((double)(to - counts[0]) * cardCount);
            figures.Add($"each event more than {counts[0]}, at {to} a card", each, "bytes");
            figures.Add($"an event of twelve features, from {from} to {to} a card", seconds / events * 1e6, "µs");
        }

        GC.KeepAlive(store);
    }

    private static double Hold(VelocityStore store, int cardCount, int from, int to)
    {
        var features = new double[store.FeatureNames.Count];
        var numbers = new double[1];
        var texts = new string?[1];
        long start = Stopwatch.GetTimestamp();
        for (int turn = from; turn < to; turn++)
        {
            for (int card = 0; card < cardCount; card++)
            {
                // A text of its own each time, as a request brings it.
                texts[0] = string.Create(CultureInfo.InvariantCulture, $"4970{card:D12}");
                numbers[0] = card % 1000 / 10.0;
                long time = ((long)turn * cardCount) + card;
                store.Observe(new VelocityEvent { Id = "", Timestamp = time * 1000, Texts = texts, Numbers = numbers }, features);
            }
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (store.EntityCount != cardCount) throw new InvalidOperationException("Cards were forgotten.");
        return seconds;
    }
}
