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
                for (int row = 0; row < expected.Length; row++) ShouldBe(got[row], expected[row], 1e-6 * golden.ScaleOf(feature), $"{feature.Name}, row {row}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_store_fed_with_doubles_gives_them_to_nine_digits(string name)
    {
        GoldenWindows golden = GoldenWindows.Of(name);
        var store = new VelocityStore(golden.Windows);
        var got = new double[golden.Times.Length][];
        for (int row = 0; row < got.Length; row++)
        {
            got[row] = new double[store.FeatureNames.Count];
            var transaction = new VelocityEvent
            {
                Id = $"{row}",
                Timestamp = golden.Times[row],
                Texts = [golden.Customers[row], golden.Terminals[row]],
                Numbers = [golden.Amounts[row]],
                IsFraud = golden.Labels[row],
            };
            store.Observe(transaction, got[row]).ShouldBe(VelocityOutcome.Recorded);
        }

        foreach ((int place, (EntityWindows entity, WindowFeature feature)) in golden.Windows.SelectMany(entity => entity.Features.Select(feature => (entity, feature))).Index())
        {
            double[] expected = golden.Expected(entity.Keys[0], feature);
            for (int row = 0; row < expected.Length; row++) ShouldBe(got[row][place], expected[row], 1e-9 * golden.ScaleOf(feature), $"{feature.Name}, row {row}");
        }
    }

    private static void ShouldBe(double got, double expected, double tolerance, string where)
    {
        if (double.IsNaN(expected)) double.IsNaN(got).ShouldBeTrue(where);
        else Math.Abs(got - expected).ShouldBeLessThanOrEqualTo(tolerance * Math.Max(1, Math.Abs(expected)), where);
    }
}
