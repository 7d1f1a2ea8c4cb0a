using System.Globalization;
using FraudMl;
using FraudMl.Benchmarks;

namespace VelocityBench;

/// <summary>What a million cards take: twelve features, ten events held of each, and then more.</summary>
internal static class MemoryFigures
{
    private const int CardCount = 1_000_000;

    private static readonly TimeSpan[] Lengths = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];

    public static void Add(Figures figures)
    {
        EntityWindows windows = FraudMl.Velocity.Per("CARD").Over(Lengths).Count().Mean("AMOUNT").RatioToMean("AMOUNT");
        var store = new VelocityStore([windows], new() { Clock = null });
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long ten = Hold(store, 0, 10) - before;
        figures.Add("a million cards of ten events each: live memory", ten / 1e6, "MB");
        figures.Add("the process then", Environment.WorkingSet / 1e6, "MB");
        long more = before + ten;
        foreach ((int from, int to) in new[] { (10, 20), (20, 40), (40, 64) })
        {
            long held = Hold(store, from, to);
            figures.Add($"each further event, from {from} to {to}", (held - more) / (double)(to - from) / CardCount, "bytes");
            more = held;
        }

        GC.KeepAlive(store);
    }

    private static long Hold(VelocityStore store, int from, int to)
    {
        var features = new double[store.FeatureNames.Count];
        var numbers = new double[1];
        var texts = new string?[1];
        for (int turn = from; turn < to; turn++)
        {
            for (int card = 0; card < CardCount; card++)
            {
                // A text of its own each time, as a request brings it.
                texts[0] = string.Create(CultureInfo.InvariantCulture, $"4970{card:D12}");
                numbers[0] = card % 1000 / 10.0;
                long time = ((long)turn * CardCount) + card;
                store.Observe(new VelocityEvent { Id = "", Timestamp = time * 1000, Texts = texts, Numbers = numbers }, features);
            }
        }

        if (store.EntityCount != CardCount) throw new InvalidOperationException("Cards were forgotten.");
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
