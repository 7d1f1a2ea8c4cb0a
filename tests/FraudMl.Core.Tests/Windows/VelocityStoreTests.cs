using System.Diagnostics;

namespace FraudMl.Tests;

public sealed class VelocityStoreTests
{
    private const long Hour = 3_600_000_000;
    private static readonly EntityWindows Card = Velocity.Per("card").Over(TimeSpan.FromHours(2)).Count().Sum("amount").Distinct("shop").StandardDeviation("amount").Max("amount");

    [Fact]
    public void An_event_that_comes_twice_is_counted_once_and_answered_as_before()
    {
        var store = new VelocityStore([Card]);
        Observe(store, "1", 0, 5);
        double[] first = Observe(store, "2", Hour, 7);
        Observe(store, "3", Hour, 9);

        Observe(store, "2", Hour, 7, VelocityOutcome.Repeated).ShouldBe(first);
        Observe(store, "4", Hour, 1)[..2].ShouldBe([3, 21]);
    }

    [Fact]
    public void A_late_event_takes_its_place_in_time()
    {
        var store = new VelocityStore([Card]);
        Observe(store, "1", 0, 5);
        Observe(store, "3", Hour, 9);

        Observe(store, "2", Hour / 2, 7)[..2].ShouldBe([1, 5]);
        Observe(store, "4", Hour, 1)[..2].ShouldBe([3, 21]);
    }

    [Fact]
    public void An_event_later_than_allowed_is_told_and_changes_nothing()
    {
        var store = new VelocityStore([Card], new() { Lateness = TimeSpan.FromHours(1) });
        Observe(store, "1", 0, 5);
        Observe(store, "2", 2 * Hour, 9, card: "another");

        Observe(store, "3", Hour - 1, 7, VelocityOutcome.TooLate).ShouldAllBe(value => double.IsNaN(value));
        Observe(store, "4", Hour, 7)[..2].ShouldBe([1, 5]);
    }

    [Fact]
    public void An_event_from_the_future_is_told_and_makes_no_other_late()
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        var store = new VelocityStore([Card], new() { Clock = TimeProvider.System });

        Observe(store, "1", now + (48 * Hour), 5, VelocityOutcome.TooEarly).ShouldAllBe(value => double.IsNaN(value));
        Observe(store, "2", now, 5)[..2].ShouldBe([0, 0]);
    }

    [Fact]
    public void A_label_counts_once_it_is_reported_and_a_stranger_s_label_is_refused()
    {
        var store = new VelocityStore([Velocity.Per("card").Over(TimeSpan.FromHours(9)).Delayed(TimeSpan.FromHours(1)).Risk()]);
        Observe(store, "1", 0, double.NaN);
        Observe(store, "2", Hour / 2, double.NaN);
        store.Report(Event(store, "1", 0, double.NaN), isFraud: true).ShouldBeTrue();
        store.Report(Event(store, "9", 0, double.NaN), isFraud: true).ShouldBeFalse();

        Observe(store, "3", 2 * Hour, double.NaN).ShouldBe([0.5]);
        store.Report(Event(store, "1", 0, double.NaN), isFraud: false).ShouldBeTrue();
        Observe(store, "4", 2 * Hour, double.NaN).ShouldBe([0]);
    }

    [Fact]
    public void Entities_that_no_window_reaches_are_forgotten()
    {
        var store = new VelocityStore([Card], new() { Lateness = TimeSpan.Zero });
        for (int i = 0; i < 50_000; i++) Observe(store, "1", i * Hour / 100, 1, card: $"card {i}");

        // 2 hours hold 201 cards; what is swept only now and then stays below the 4,096 events between two sweeps.
        store.EntityCount.ShouldBeLessThan(201 + 4096 + 1);
    }

    [Fact]
    public void An_event_of_a_known_entity_allocates_nothing()
    {
        var store = new VelocityStore([Card, Velocity.Per("card", "shop").Over(TimeSpan.FromHours(2)).Count()]);
        string[] shops = [.. Enumerable.Range(0, 50).Select(i => $"shop {i}")], ids = [.. Enumerable.Range(0, 4000).Select(i => $"{i}")];
        var features = new double[store.FeatureNames.Count];
        var texts = new string?[] { "card", null };
        var numbers = new double[1];
        long Feed(int first, int end)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = first; i < end; i++)
            {
                texts[1] = shops[i * 7919 % 50];
                numbers[0] = i % 97;
                store.Observe(new VelocityEvent { Id = ids[i], Timestamp = i * (Hour / 100), Texts = texts, Numbers = numbers }, features);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Feed(0, 2000);
        Feed(2000, 4000).ShouldBe(0);
    }

    [Fact]
    public async Task Many_threads_count_every_event_once()
    {
        var store = new VelocityStore([Velocity.Per("card").Over(TimeSpan.FromHours(1)).Count(), Velocity.Per("shop").Over(TimeSpan.FromHours(1)).Sum("amount")]);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 2000; i++) Observe(store, $"{thread}/{i}", i, 1, card: $"card {i % 5}");
        })));

        Observe(store, "last", 3000, 1, card: "card 0")[..2].ShouldBe([1600, 8000]);
    }

    [Fact]
    public void A_store_filled_from_the_past_goes_on_as_the_dataset_would()
    {
        Dataset all = new Dataset(
        [
            new TimestampColumn("time", [.. Enumerable.Range(0, 300).Select(i => i * Hour / 10)]),
            TextColumns.Of("id", [.. Enumerable.Range(0, 300).Select(i => $"{i}")], ColumnRoles.Ignored),
            TextColumns.Of("card", [.. Enumerable.Range(0, 300).Select(i => $"card {i * 31 % 4}")]),
            TextColumns.Of("shop", [.. Enumerable.Range(0, 300).Select(i => $"shop {i * 17 % 9}")]),
            new NumberColumn("amount", [.. Enumerable.Range(0, 300).Select(i => i * 13 % 101 / 7f)]),
        ]).WithWindows(Card);
        var store = new VelocityStore(all.Windows);
        store.Fill(all.Take([.. Enumerable.Range(0, 299)]), "id");

        double[] got = Observe(store, "299", 299 * Hour / 10, 299 * 13 % 101 / 7f, card: $"card {299 * 31 % 4}", shop: $"shop {299 * 17 % 9}");

        got.Select(value => (float)value).ShouldBe(Card.Features.Select(feature => ((NumberColumn)all[feature.Name]).Values[299]));
    }

    [Fact]
    public void A_damaged_snapshot_is_refused_at_every_byte()
    {
        using var folder = new TempFolder();
        string path = folder["velocity"];
        var store = new VelocityStore([Card]);
        Observe(store, "1", 0, 5);
        store.Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 4;
            File.WriteAllBytes(path, bytes);
            Should.Throw<FraudMlException>(() => VelocityStore.Load(path)).Message.ShouldContain("SHA-256");
            bytes[i] ^= 4;
        }

        foreach (int length in new[] { 0, 5, 40, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Should.Throw<FraudMlException>(() => VelocityStore.Load(path));
        }
    }

    [Fact]
    public void A_process_killed_while_it_saves_leaves_a_whole_snapshot()
    {
        using var folder = new TempFolder();
        string path = folder["velocity"];
        for (int attempt = 0; attempt < 3; attempt++)
        {
            using Process saving = Process.Start(new ProcessStartInfo("dotnet", [typeof(SnapshotLoop).Assembly.Location, SnapshotLoop.Command, path]))!;
            SpinWait.SpinUntil(() => File.Exists(path) && File.Exists(path + ".tmp"), TimeSpan.FromSeconds(30)).ShouldBeTrue();
            saving.Kill();
            saving.WaitForExit();

            VelocityStore loaded = VelocityStore.Load(path);
            loaded.EntityCount.ShouldBe(SnapshotLoop.CardCount);
        }
    }

    [Fact]
    public void What_an_event_must_bring_is_told()
    {
        var store = new VelocityStore([Card]);
        Should.Throw<FraudMlException>(() => store.Observe(new VelocityEvent { Id = "1", Timestamp = 0, Texts = ["c"] }, new double[5])).Message
            .ShouldBe("An event of this store has 2 texts (card, shop) and 1 numbers (amount). Got 1 and 0 instead.");
        Should.Throw<FraudMlException>(() => store.Observe(Event(store, "1", 0, 1), new double[4])).Message.ShouldBe("Observe fills 5 features. Got room for 4 instead.");
        Should.Throw<FraudMlException>(() => new VelocityStore([])).Message.ShouldContain("model.Windows");
        Should.Throw<FraudMlException>(() => new VelocityStore([Card], new() { Lateness = -TimeSpan.FromHours(1) })).Message.ShouldContain("Lateness must be between zero and 365 days");
    }

    private static double[] Observe(
        VelocityStore store, string id, long time, double amount, VelocityOutcome expected = VelocityOutcome.Recorded, string card = "card", string shop = "shop")
    {
        var features = new double[store.FeatureNames.Count];
        store.Observe(Event(store, id, time, amount, card, shop), features).ShouldBe(expected);
        return features;
    }

    private static VelocityEvent Event(VelocityStore store, string id, long time, double amount, string card = "card", string shop = "shop") => new()
    {
        Id = id,
        Timestamp = time,
        Texts = store.TextColumns.Select(column => (string?)(column == "card" ? card : shop)).ToArray(),
        Numbers = store.NumberColumns.Select(_ => amount).ToArray(),
    };
}
