using CsCheck;

namespace FraudMl.Tests;

/// <summary>A store, fed event by event, against the dataset over the same events; FRAUDML_SOAK=1 runs twenty
/// times as many streams.</summary>
public sealed class VelocityStorePropertyTests
{
    private static readonly int Count = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 4000 : 200;

    [Fact]
    public void Every_event_gets_exactly_the_features_of_the_dataset_over_all_that_came_so_far() => VelocityStream.Any.Sample(stream =>
    {
        var store = new VelocityStore(stream.Windows, new() { Lateness = TimeSpan.FromMicroseconds(VelocityStream.Lateness) });
        Run(stream, store, _ => store);
    }, iter: Count);

    [Fact]
    public void A_store_saved_and_loaded_at_any_time_goes_on_as_if_nothing_had_happened()
    {
        using var folder = new TempFolder();
        VelocityStream.Any.Sample(stream =>
        {
            string file = folder[$"{Guid.NewGuid():N}.store"];
            var store = new VelocityStore(stream.Windows, new() { Lateness = TimeSpan.FromMicroseconds(VelocityStream.Lateness) });
            Run(stream, store, message =>
            {
                if (message % 7 != 3) return store;
                store.Save(file);
                return store = VelocityStore.Load(file);
            });
        }, iter: Count / 4);
    }

    [Fact]
    public void A_durable_store_opened_again_at_any_time_goes_on_as_if_nothing_had_happened()
    {
        using var folder = new TempFolder();
        VelocityStream.Any.Sample(stream =>
        {
            string directory = folder[$"{Guid.NewGuid():N}"];
            var lateness = TimeSpan.FromMicroseconds(VelocityStream.Lateness);
            var options = new DurableVelocityOptions { Lateness = lateness, Flush = VelocityFlush.Never };
            DurableVelocityStore store = DurableVelocityStore.Open(directory, stream.Windows, options);
            Run(stream, store, message =>
            {
                if (message % 11 == 4) store.Snapshot();
                if (message % 5 != 3) return store;
                store.Dispose();
                return store = DurableVelocityStore.Open(directory, stream.Windows, options);
            });
            store.Dispose();
            Directory.Delete(directory, recursive: true);
        }, iter: Count / 4);
    }

    private static void Run(VelocityStream stream, IVelocityStore store, Func<int, IVelocityStore> next)
    {
        var arrived = new List<int>();
        var reported = new HashSet<int>();
        long newest = long.MinValue;
        foreach ((int place, VelocityMessage message) in stream.Messages.Index())
        {
            store = next(place);
            if (message.IsReport)
            {
                if (Report(store, stream, message.Event)) reported.Add(message.Event);
                continue;
            }

            bool isNew = !arrived.Contains(message.Event);
            double[] got = Observe(store, stream, message.Event, out VelocityOutcome outcome);
            VelocityPayment payment = stream.Payments[message.Event];
            newest = Math.Max(newest, payment.Time);
            if (payment.Time < newest - VelocityStream.Lateness)
            {
                outcome.ShouldBe(VelocityOutcome.TooLate);
                got.ShouldAllBe(value => double.IsNaN(value));
                continue;
            }

            if (isNew) arrived.Add(message.Event);
            bool hasEntity = payment.Card is not null || payment.Shop is not null;
            outcome.ShouldBe(isNew || !hasEntity ? VelocityOutcome.Recorded : VelocityOutcome.Repeated);
            got.Select(value => (float)value).ShouldBe(Batch(stream, arrived, reported, message.Event));
        }
    }

    private static double[] Observe(IVelocityStore store, VelocityStream stream, int payment, out VelocityOutcome outcome)
    {
        var features = new double[store.FeatureNames.Count];
        outcome = store.Observe(Event(stream, payment), features);
        return features;
    }

    private static bool Report(IVelocityStore store, VelocityStream stream, int payment) =>
        store.Report(Event(stream, payment), stream.Payments[payment].IsFraud);

    private static VelocityEvent Event(VelocityStream stream, int payment) => new()
    {
        Id = $"{payment}",
        Timestamp = stream.Payments[payment].Time,
        Texts = new[] { stream.Payments[payment].Card, stream.Payments[payment].Shop },
        Numbers = new[] { stream.Payments[payment].Amount },
    };

    private static IEnumerable<float> Batch(VelocityStream stream, List<int> arrived, HashSet<int> reported, int payment)
    {
        VelocityPayment[] rows = [.. arrived.Select(i => stream.Payments[i])];
        Dataset data = new Dataset(
        [
            new TimestampColumn("time", [.. rows.Select(row => row.Time)]),
            new NumberColumn("amount", [.. rows.Select(row => (float)row.Amount)]),
            TextColumns.Of("card", [.. rows.Select(row => row.Card)]),
            TextColumns.Of("shop", [.. rows.Select(row => row.Shop)]),
            new NumberColumn("fraud", [.. arrived.Select(i => reported.Contains(i) && stream.Payments[i].IsFraud ? 1f : 0f)],
                ColumnRoles.Label),
        ]).WithWindows(stream.Windows);
        int row = arrived.IndexOf(payment);
        return stream.Windows.SelectMany(entity => entity.Features).Select(feature => ((NumberColumn)data[feature.Name]).Values[row]);
    }
}
