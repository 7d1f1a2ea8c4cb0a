using System.Diagnostics;
using System.Globalization;

namespace FraudMl.Tests;

/// <summary>Events whose features say how many came before, recorded by another process until it is killed.</summary>
internal static class DurableEvents
{
    public const string Command = "record-events";
    private const int CardCount = 50;

    public static readonly EntityWindows[] Windows =
        [Velocity.Per("card").Over(TimeSpan.FromDays(1)).Count().Sum("amount"), Velocity.Per("shop").Over(TimeSpan.FromDays(1)).Count()];

    /// <summary>Few bytes make a snapshot, so that kills meet them.</summary>
    public static readonly DurableVelocityOptions Options = new() { SnapshotBytes = 4096, Flush = VelocityFlush.Never };

    /// <summary>Goes on from where the last process was killed, and says which events were acknowledged.</summary>
    public static void Record(string directory)
    {
        using DurableVelocityStore store = DurableVelocityStore.Open(directory, Windows, Options);
        using Stream output = Console.OpenStandardOutput();
        for (int i = Count(store); ; i++)
        {
            Observe(store, i);
            output.Write(System.Text.Encoding.ASCII.GetBytes($"{i}\n"));
        }
    }

    /// <summary>Records events in a process of their own, kills it after a while, and returns the last that was acknowledged.</summary>
    public static int RecordAndKill(string directory, TimeSpan after)
    {
        string program = typeof(DurableEvents).Assembly.Location;
        using Process recording = Process.Start(new ProcessStartInfo("dotnet", [program, Command, directory])
        {
            RedirectStandardOutput = true,
        })!;
        string? last = recording.StandardOutput.ReadLine();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < after && recording.StandardOutput.ReadLine() is { } line) last = line;
        recording.Kill();
        while (recording.StandardOutput.ReadLine() is { } line)
        {
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out _)) last = line;
        }

        recording.WaitForExit();
        return int.Parse(last!, CultureInfo.InvariantCulture);
    }

    public static void Observe(IVelocityStore store, int i) => store.Observe(Event(i), new double[3]).ShouldBe(VelocityOutcome.Recorded);

    /// <summary>Returns how many events a store has: the first so many, none twice and none left out, as its features say.</summary>
    public static int Count(DurableVelocityStore store)
    {
        VelocityStore copy = Copy(store.Memory);
        var features = new double[3];
        var counts = new List<int>();
        for (int card = 0; card < CardCount; card++)
        {
            var probe = new VelocityEvent { Id = "probe", Timestamp = 1_000_000_000 + card, Texts = [$"card {card}", null], Numbers = [0] };
            copy.Observe(probe, features).ShouldBe(VelocityOutcome.Recorded);
            int count = (int)features[0];
            features[1].ShouldBe(Enumerable.Range(0, count).Sum(turn => Amount((turn * CardCount) + card)));
            counts.Add(count);
        }

        int total = counts.Sum();
        counts.ShouldBe(Enumerable.Range(0, CardCount).Select(card => (total + CardCount - 1 - card) / CardCount));
        return total;
    }

    private static VelocityStore Copy(VelocityStore store)
    {
        using var bytes = new MemoryStream();
        store.Write(bytes);
        bytes.Position = 0;
        return VelocityStore.Read(bytes, null);
    }

    private static int Amount(int i) => i % 7;

    private static VelocityEvent Event(int i) => new()
    {
        Id = i.ToString(CultureInfo.InvariantCulture),
        Timestamp = i,
        Texts = new[] { $"card {i % CardCount}", $"shop {i % 3}" },
        Numbers = new double[] { Amount(i) },
    };
}
