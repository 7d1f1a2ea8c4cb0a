namespace FraudMl.Tests;

public sealed class DurableVelocityStoreTests
{
    private static readonly int Kills = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 60 : 3;

    [Fact]
    public void A_log_cut_off_at_any_byte_of_its_end_has_every_event_that_is_whole_in_it()
    {
        using var folder = new TempFolder();
        using (DurableVelocityStore store = Open(folder["whole"]))
        {
            for (int i = 0; i < 12; i++) DurableEvents.Observe(store, i);
        }

        string log = Directory.GetFiles(folder["whole"], "log-*.wal").Single();
        string snapshot = Directory.GetFiles(folder["whole"], "snapshot-*").Single();
        byte[] bytes = File.ReadAllBytes(log);
        for (int length = 0; length <= bytes.Length; length++)
        {
            string cut = folder[$"{length}"];
            Directory.CreateDirectory(cut);
            File.Copy(snapshot, Path.Combine(cut, Path.GetFileName(snapshot)));
            File.WriteAllBytes(Path.Combine(cut, Path.GetFileName(log)), bytes[..length]);
            int whole = WholeRecords(bytes, length);
            using (DurableVelocityStore store = Open(cut))
            {
                DurableEvents.Count(store).ShouldBe(whole, $"cut at {length} of {bytes.Length}");
                for (int i = whole; i < whole + 2; i++) DurableEvents.Observe(store, i);
            }

            using DurableVelocityStore again = Open(cut);
            DurableEvents.Count(again).ShouldBe(whole + 2);
        }
    }

    [Fact]
    public void A_process_killed_at_any_moment_has_lost_nothing_that_it_acknowledged()
    {
        using var folder = new TempFolder();
        var random = new Random(4);
        for (int kill = 0; kill < Kills; kill++)
        {
            int acknowledged = DurableEvents.RecordAndKill(folder["store"], TimeSpan.FromMilliseconds(random.Next(5, 120)));
            using DurableVelocityStore store = DurableVelocityStore.Open(folder["store"], DurableEvents.Windows, DurableEvents.Options);

            // The one that was on its way when the process was killed may be there or not.
            DurableEvents.Count(store).ShouldBeInRange(acknowledged + 1, acknowledged + 2);
        }
    }

    [Fact]
    public void A_damaged_record_before_the_end_is_no_torn_end()
    {
        using var folder = new TempFolder();
        using (DurableVelocityStore store = Open(folder["store"]))
        {
            for (int i = 0; i < 12; i++) DurableEvents.Observe(store, i);
        }

        string log = Directory.GetFiles(folder["store"], "log-*.wal").Single();
        byte[] bytes = File.ReadAllBytes(log);
        for (int at = VelocityLog.HeaderBytes; at < bytes.Length; at += 5)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= 32;
            File.WriteAllBytes(log, damaged);
            if (WholeRecords(bytes, at) == 11)
            {
                using (DurableVelocityStore store = Open(folder["store"])) DurableEvents.Count(store).ShouldBe(11);
                foreach (string next in Directory.GetFiles(folder["store"], "log-*.wal").Where(file => file != log)) File.Delete(next);
                continue;
            }

            Should.Throw<FraudMlException>(() => Open(folder["store"])).Message.ShouldContain("before its end");
        }
    }

    [Fact]
    public void A_full_disk_refuses_an_event_and_keeps_nothing_of_it()
    {
        using var folder = new TempFolder();
        FullDisk? disk = null;
        using (DurableVelocityStore store = DurableVelocityStore.Open(folder["store"], DurableEvents.Windows,
            new() { Flush = VelocityFlush.EachEvent }, path => disk = new FullDisk(path)))
        {
            for (int i = 0; i < 5; i++) DurableEvents.Observe(store, i);
            disk!.Room = 30;
            for (int attempt = 0; attempt < 3; attempt++)
            {
                Should.Throw<FraudMlException>(() => DurableEvents.Observe(store, 5)).Message
                    .ShouldContain("The event was not recorded");
            }

            DurableEvents.Count(store).ShouldBe(5);
            disk.Room = long.MaxValue;
            DurableEvents.Observe(store, 5);
        }

        using DurableVelocityStore again = Open(folder["store"]);
        DurableEvents.Count(again).ShouldBe(6);
    }

    [Fact]
    public void A_log_that_can_not_be_cut_back_takes_no_more_events_and_is_whole_when_it_is_opened_again()
    {
        using var folder = new TempFolder();
        FullDisk? disk = null;
        using (DurableVelocityStore store = DurableVelocityStore.Open(folder["store"], DurableEvents.Windows, null,
            path => disk = new FullDisk(path)))
        {
            for (int i = 0; i < 5; i++) DurableEvents.Observe(store, i);
            (disk!.Room, disk.MayBeCut) = (30, false);
            Should.Throw<FraudMlException>(() => DurableEvents.Observe(store, 5)).Message.ShouldContain("takes no more events");
            disk.Room = long.MaxValue;
            Should.Throw<FraudMlException>(() => DurableEvents.Observe(store, 5)).Message.ShouldContain("Open it again");
        }

        using DurableVelocityStore again = Open(folder["store"]);
        DurableEvents.Count(again).ShouldBe(5);
    }

    [Fact]
    public void A_second_opener_is_told_and_other_windows_or_lateness_are_refused()
    {
        using var folder = new TempFolder();
        using (Open(folder["store"]))
        {
            Should.Throw<FraudMlException>(() => Open(folder["store"])).Message.ShouldContain("another process has it");
        }

        EntityWindows[] others = [Velocity.Per("card").Over(TimeSpan.FromDays(1)).Count()];
        Should.Throw<FraudMlException>(() => DurableVelocityStore.Open(folder["store"], others))
            .Message.ShouldContain("was made with other windows");
        Should.Throw<FraudMlException>(() => DurableVelocityStore.Open(folder["store"], DurableEvents.Windows,
            new() { Lateness = TimeSpan.FromHours(2) })).Message.ShouldContain("Lateness of 01:00:00");
        Open(folder["store"]).Dispose();
    }

    [Fact]
    public async Task Snapshots_beside_events_of_many_threads_lose_and_double_none()
    {
        using var folder = new TempFolder();
        int next = 0;
        using (DurableVelocityStore store = DurableVelocityStore.Open(folder["store"], DurableEvents.Windows,
            new() { SnapshotBytes = 4096, Flush = VelocityFlush.Never }))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                for (int i = Interlocked.Increment(ref next) - 1; i < 4000; i = Interlocked.Increment(ref next) - 1)
                {
                    DurableEvents.Observe(store, i);
                    if (i % 1000 == 500) store.Snapshot();
                }
            })));
            DurableEvents.Count(store).ShouldBe(4000);
        }

        using DurableVelocityStore again = Open(folder["store"]);
        DurableEvents.Count(again).ShouldBe(4000);
    }

    [Fact]
    public void What_was_filled_in_and_labels_are_there_after_a_restart()
    {
        using var folder = new TempFolder();
        EntityWindows[] windows = [Velocity.Per("card").Over(TimeSpan.FromHours(9)).Delayed(TimeSpan.FromMilliseconds(1)).Risk()];
        var past = new Dataset(
        [
            new TimestampColumn("time", [10, 20]),
            TextColumns.Of("id", ["a", "b"], ColumnRoles.Ignored),
            TextColumns.Of("card", ["x", "x"]),
            new NumberColumn("fraud", [1, 0], ColumnRoles.Label),
        ]);
        VelocityEvent Event(string id, long time) => new() { Id = id, Timestamp = time, Texts = new[] { "x" } };
        using (DurableVelocityStore store = DurableVelocityStore.Open(folder["store"], windows))
        {
            store.Fill(past, "id").RecordedCount.ShouldBe(2);
            store.Observe(Event("c", 30), new double[1]);
            store.Observe(Event("d", 40), new double[1]);
            store.Report(Event("c", 30), isFraud: true).ShouldBeTrue();
        }

        using DurableVelocityStore again = DurableVelocityStore.Open(folder["store"], windows);
        var risk = new double[1];
        again.Observe(Event("e", 5000), risk);
        risk.ShouldBe([0.5]);
    }

    private static DurableVelocityStore Open(string directory) =>
        DurableVelocityStore.Open(directory, DurableEvents.Windows, new() { Flush = VelocityFlush.Never });

    private static int WholeRecords(byte[] log, int length)
    {
        int count = 0;
        for (int at = VelocityLog.HeaderBytes; at < length; count++)
        {
            at += VelocityRecord.HeaderBytes + BitConverter.ToInt32(log, at);
            if (at > length) break;
        }

        return count;
    }
}
