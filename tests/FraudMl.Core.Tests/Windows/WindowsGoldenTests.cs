namespace FraudMl.Tests;

public sealed class WindowsGoldenTests
{
    /// <value>The golden cases.</value>
    public static TheoryData<string> Names => GoldenWindows.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_dataset_gets_the_features_of_pandas(string name)
    {
        GoldenWindows golden = GoldenWindows.Of(name);
        Dataset data = golden.ToDataset().WithWindows(golden.Windows);
        foreach (EntityWindows entity in golden.Windows)
        {
            foreach (WindowFeature feature in entity.Features)
            {
                ReadOnlySpan<float> got = ((NumberColumn)data[feature.Name]).Values;
                double[] expected = golden.Expected(entity.Keys[0], feature);
                for (int row = 0; row < expected.Length; row++)
                    ShouldBe(got[row], expected[row], 1e-6 * golden.ScaleOf(feature), $"{feature.Name}, row {row}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Windows_fed_with_doubles_give_them_to_nine_digits(string name)
    {
        GoldenWindows golden = GoldenWindows.Of(name);
        foreach (EntityWindows entity in golden.Windows)
        {
            string[] keys = entity.Keys[0] == "customer" ? golden.Customers : golden.Terminals;
            var entities = new Dictionary<string, (EntityHistory History, WindowTracker Windows)>();
            var features = new double[entity.Features.Count];
            for (int row = 0; row < keys.Length; row++)
            {
                if (!entities.TryGetValue(keys[row], out (EntityHistory History, WindowTracker Windows) known))
                    entities[keys[row]] = known = (
                        new EntityHistory(new HistoryLayout(entity.NumberColumns.Count, entity.TextColumns.Count, sizeof(double))),
                        new WindowTracker(new WindowPlan(entity)));
                long added = known.History.Insert(golden.Times[row], 0, golden.Labels[row]);
                if (entity.NumberColumns.Count > 0) known.History.SetNumber(0, added, golden.Amounts[row]);
                if (entity.TextColumns.Count > 0) known.History.SetText(0, added, TextHash.Of(golden.Terminals[row]));
                known.Windows.Compute(known.History, added, features);
                foreach ((WindowFeature feature, double got) in entity.Features.Zip(features))
                {
                    double expected = golden.Expected(entity.Keys[0], feature)[row];
                    ShouldBe(got, expected, 1e-9 * golden.ScaleOf(feature), $"{feature.Name}, row {row}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_store_fed_with_doubles_gives_what_the_dataset_gets(string name)
    {
        GoldenWindows golden = GoldenWindows.Of(name);
        Dataset data = golden.ToDataset().WithWindows(golden.Windows);
        var store = new VelocityStore(golden.Windows);
        var got = new double[store.FeatureNames.Count];
        for (int row = 0; row < golden.Times.Length; row++)
        {
            var transaction = new VelocityEvent
            {
                Id = $"{row}",
                Timestamp = golden.Times[row],
                Texts = [golden.Customers[row], golden.Terminals[row]],
                Numbers = [golden.Amounts[row]],
                IsFraud = golden.Labels[row],
            };
            store.Observe(transaction, got).ShouldBe(VelocityOutcome.Recorded);
            got.Select(value => (float)value).ShouldBe(store.FeatureNames.Select(feature => ((NumberColumn)data[feature]).Values[row]),
                $"row {row}");
        }
    }

    private static void ShouldBe(double got, double expected, double tolerance, string where)
    {
        if (double.IsNaN(expected)) double.IsNaN(got).ShouldBeTrue(where);
        else Math.Abs(got - expected).ShouldBeLessThanOrEqualTo(tolerance * Math.Max(1, Math.Abs(expected)), where);
    }
}
