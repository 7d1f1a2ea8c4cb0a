using System.Diagnostics;

namespace FraudMl.Tests;

public sealed class VelocityStoreTests
{
    private const long Hour = 3_600_000_000;
    private static readonly EntityWindows Card = Velocity.Per("card").Over(TimeSpan.FromHours(2)).Count().Sum("amount").Distinct("shop")
        .StandardDeviation("amount").Max("amount");

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
    public void Nobody_has_to_name_a_clock_for_an_event_of_2099_to_be_refused()
    {
        long year2099 = (long)(new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalMicroseconds;
        var store = new VelocityStore([Card]);
        Observe(store, "1", 0, 5);

        Observe(store, "2", year2099, 5, VelocityOutcome.TooEarly);
        Observe(store, "3", Hour, 7)[..2].ShouldBe([1, 5]);
    }

    [Fact]
    public void Without_a_clock_any_time_is_believed() =>
        Observe(new VelocityStore([Card], new() { Clock = null }), "1", 200L * 365 * 24 * Hour, 5)[..2].ShouldBe([0, 0]);

    [Theory]
    [InlineData(long.MinValue + 1, VelocityOutcome.TooLate)]
    [InlineData(-(1L << 62) - 1, VelocityOutcome.TooLate)]
    [InlineData((1L << 62) + 1, VelocityOutcome.TooEarly)]
    [InlineData(long.MaxValue, VelocityOutcome.TooEarly)]
    [InlineData(TimestampColumn.Missing, VelocityOutcome.NoTime)]
    public void A_time_that_is_none_is_told_even_without_a_clock_and_moves_nothing(long time, VelocityOutcome expected)
    {
        var store = new VelocityStore([Card], new() { Clock = null });

        Observe(store, "1", time, 5, expected).ShouldAllBe(value => double.IsNaN(value));
        Observe(store, "2", 0, 5)[..2].ShouldBe([0, 0]);
        Observe(store, "3", time, 5, expected);
        store.Report(Event(store, "1", time, 5), isFraud: true).ShouldBeFalse();
        Observe(store, "4", Hour, 7)[..2].ShouldBe([1, 5]);
    }

    [Fact]
    public void The_farthest_times_that_are_taken_flow_over_nowhere()
    {
        EntityWindows longest = Velocity.Per("card").Over(TimeSpan.FromDays(36_525)).Delayed(TimeSpan.FromDays(36_525)).Count();
        foreach (long time in new[] { -(1L << 62), 1L << 62 })
        {
            var store = new VelocityStore([longest], new() { Clock = null, Lateness = TimeSpan.FromDays(365) });
            Observe(store, "1", time, 5).ShouldBe([0]);
            Observe(store, "2", time, 5).ShouldBe([0]);
        }
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
        var store = new VelocityStore([Velocity.Per("card").Over(TimeSpan.FromHours(1)).Count(),
            Velocity.Per("shop").Over(TimeSpan.FromHours(1)).Sum("amount")]);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 2000; i++) Observe(store, $"{thread}/{i}", i, 1, card: $"card {i % 5}");
        })));

        Observe(store, "last", 3000, 1, card: "card 0")[..2].ShouldBe([1600, 8000]);
    }

    [Fact]
    public void Times_that_lie_centuries_apart_and_many_events_keep_their_places()
    {
        long year = 365 * 24 * Hour;
        var history = new EntityHistory(new HistoryLayout(numberCount: 1, textCount: 1));
        var random = new Random(6);
        var expected = new List<(long Time, ulong Id, bool Fraud, float Number, ulong Text)>();
        for (int i = 0; i < 500; i++)
        {
            // Within days at first, then over years, at last from end to end of what is taken.
            long reach = i < 200 ? 24 * Hour : i < 350 ? 20 * year : EntityWindows.FarthestTime;
            var added = (Time: random.NextInt64(-reach, reach), Id: (ulong)random.NextInt64(1L << 40), Fraud: i % 3 == 0, Number: i / 8f,
                Text: (ulong)random.NextInt64());
            long row = history.Insert(added.Time, added.Id, added.Fraud);
            history.SetNumber(0, row, added.Number);
            history.SetText(0, row, added.Text);
            expected.Insert(expected.FindLastIndex(other => other.Time <= added.Time) + 1, added);
            if (i % 7 == 3 && i < 300)
            {
                long least = expected[1].Time;
                history.RemoveBefore(least);
                expected.RemoveAll(other => other.Time < least);
            }
        }

        history.Count.ShouldBe(expected.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            long row = history.First + i;
            (history.Time(row), history.Id(row), history.Fraud(row), (float)history.Number(0, row), history.Text(0, row))
                .ShouldBe(expected[i]);
            history.Find(expected[i].Time, expected[i].Id).ShouldBe(row);
        }
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

        double[] got = Observe(store, "299", 299 * Hour / 10, 299 * 13 % 101 / 7f, card: $"card {299 * 31 % 4}",
            shop: $"shop {299 * 17 % 9}");

        got.Select(value => (float)value).ShouldBe(Card.Features.Select(feature => ((NumberColumn)all[feature.Name]).Values[299]));
    }

    [Fact]
    public void Filling_counts_what_became_of_every_row()
    {
        long year2099 = (long)(new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalMicroseconds;
        long[] times = [0, 100 * Hour, 100 * Hour, 101 * Hour, TimestampColumn.Missing, year2099, 101 * Hour + 1];
        var data = new Dataset(
        [
            new TimestampColumn("time", times),
            TextColumns.Of("id", ["a", "b", "b", "c", "d", "e", "f"], ColumnRoles.Ignored),
            TextColumns.Of("card", ["x", "x", "x", "x", "x", "x", "x"]),
            TextColumns.Of("shop", ["s", "s", "s", "s", "s", "s", "s"]),
            new NumberColumn("amount", [1, 2, 2, 3, 4, 5, 6]),
        ]);
        var store = new VelocityStore([Card]);

        VelocityFill filled = store.Fill(data, "id");

        filled.ShouldBe(new VelocityFill { RecordedCount = 3, RepeatedCount = 1, OutOfReachCount = 1, TooEarlyCount = 1, NoTimeCount = 1 });
        filled.RowCount.ShouldBe(7);
        Observe(store, "g", 101 * Hour + 2, 1, card: "x", shop: "s")[..2].ShouldBe([3, 11]);
        store.Fill(data.Take([0, 1]), "id").ShouldBe(new VelocityFill { OutOfReachCount = 1, TooLateCount = 1 });
    }

    [Fact]
    public async Task No_event_waits_for_a_snapshot_that_is_being_written()
    {
        var store = new VelocityStore([Velocity.Per("card").Over(TimeSpan.FromHours(1)).Count()], new() { Lateness = TimeSpan.Zero });
        for (int i = 0; i < 10; i++) Observe(store, $"{i}", i, 1, card: $"card {i}");
        using var disk = new StuckStream();
        Task saving = Task.Run(() => store.Write(disk));
        disk.WaitUntilStuck();

        // More events than lie between two sweeps, of old entities and of new ones.
        Task observing = Task.Run(() =>
        {
            for (int i = 0; i < 10_000; i++) Observe(store, $"{i}", 10 + i, 1, card: $"card {i % 5000}");
        });
        await observing.WaitAsync(TimeSpan.FromSeconds(60));
        saving.IsCompleted.ShouldBeFalse();

        disk.GoOn();
        await saving;
    }

    [Fact]
    public void A_snapshot_that_shrinks_while_it_is_read_is_damaged()
    {
        using var cut = new CutStream(length: 1000);
        Should.Throw<FraudMlException>(() => VelocityStore.Read(cut, null)).Message.ShouldContain("SHA-256");
    }

    [Fact]
    public void A_snapshot_of_an_earlier_version_loads_and_its_numbers_are_rounded()
    {
        // Written by version 1 before numbers were rounded: cards a and b, with 57.16 and 0.1 as doubles.
        VelocityStore store = VelocityStore.Load(Path.Combine(AppContext.BaseDirectory, "Golden", "velocity-v1.store"));

        double[] features = Observe(store, "3", Hour, 1, card: "a");

        features[..2].ShouldBe([2, (double)57.16f + 0.1f]);
        store.EntityCount.ShouldBe(2);
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
            using Process saving = Process.Start(
                new ProcessStartInfo("dotnet", [typeof(SnapshotLoop).Assembly.Location, SnapshotLoop.Command, path]))!;
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
        Should.Throw<FraudMlException>(() => store.Observe(new VelocityEvent { Id = "1", Timestamp = 0, Texts = ["c"] },
            new double[5])).Message
            .ShouldBe("An event of this store has 2 texts (card, shop) and 1 numbers (amount). Got 1 and 0 instead.");
        Should.Throw<FraudMlException>(() => store.Observe(Event(store, "1", 0, 1), new double[4])).Message
            .ShouldBe("Observe fills 5 features. Got room for 4 instead.");
        Should.Throw<FraudMlException>(() => new VelocityStore([])).Message.ShouldContain("model.Windows");
        Should.Throw<FraudMlException>(() => new VelocityStore([Card], new() { Lateness = -TimeSpan.FromHours(1) })).Message
            .ShouldContain("Lateness must be between zero and 365 days");
    }

    private static double[] Observe(
        VelocityStore store, string id, long time, double amount, VelocityOutcome expected = VelocityOutcome.Recorded, string card = "card",
        string shop = "shop")
    {
        var features = new double[store.FeatureNames.Count];
        store.Observe(Event(store, id, time, amount, card, shop), features).ShouldBe(expected);
        return features;
    }

    private static VelocityEvent Event(VelocityStore store, string id, long time, double amount, string card = "card",
        string shop = "shop") => new()
    {
        Id = id,
        Timestamp = time,
        Texts = store.TextColumns.Select(column => (string?)(column == "card" ? card : shop)).ToArray(),
        Numbers = store.NumberColumns.Select(_ => amount).ToArray(),
    };
}
