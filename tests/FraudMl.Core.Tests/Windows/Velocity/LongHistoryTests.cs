namespace FraudMl.Tests;

/// <summary>An entity with more events than are walked over keeps windows beside them; nothing of that shows.</summary>
public sealed class LongHistoryTests
{
    private const int RowCount = 1_400;

    private static readonly TimeSpan[] Lengths = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(2_000)];

    public static TheoryData<EntityWindows> Definitions =>
    [
        Velocity.Per("Card").Over(Lengths).Count().Mean("Amount").RatioToMean("Amount").SinceLast(),
        Velocity.Per("Card").IncludingCurrent().Over(Lengths).Max("Amount").Sum("Amount"),
        Velocity.Per("Card").Over(Lengths).Max("Amount").StandardDeviation("Amount").Distinct("Shop"),
        Velocity.Per("Card").Over(Lengths).Delayed(TimeSpan.FromSeconds(7)).Count().Risk().Max("Amount").Distinct("Shop"),
        Velocity.Per("Card").IncludingCurrent().Over(Lengths).Delayed(TimeSpan.FromSeconds(7)).Risk().Mean("Amount"),
    ];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Features_are_those_of_the_dataset_from_the_first_event_to_the_last(EntityWindows windows)
    {
        (Row[] rows, Dataset expected, VelocityStore store) = Made(windows);
        var features = new double[store.FeatureNames.Count];
        for (int row = 0; row < RowCount; row++)
        {
            Observe(store, rows, row, features);
            for (int i = 0; i < features.Length; i++)
            {
                BitConverter.SingleToInt32Bits((float)features[i]).ShouldBe(
                    BitConverter.SingleToInt32Bits(((NumberColumn)expected[store.FeatureNames[i]]).Values[row]),
                    $"{store.FeatureNames[i]}, row {row}");
            }
        }
    }

    // The last row of all sees whatever came before it, in whatever order it came.
    [Theory]
    [MemberData(nameof(Definitions))]
    public void Late_events_leave_nothing_behind(EntityWindows windows)
    {
        (Row[] rows, Dataset expected, VelocityStore store) = Made(windows);
        var random = new Random(5);
        int[] arrivals = [.. Enumerable.Range(0, RowCount - 1).OrderBy(row => row + random.Next(60)), RowCount - 1];
        var features = new double[store.FeatureNames.Count];
        foreach (int row in arrivals) Observe(store, rows, row, features).ShouldBe(VelocityOutcome.Recorded);
        for (int i = 0; i < features.Length; i++)
            ((float)features[i]).ShouldBe(((NumberColumn)expected[store.FeatureNames[i]]).Values[^1], store.FeatureNames[i]);
    }

    private static VelocityOutcome Observe(VelocityStore store, Row[] rows, int row, double[] features) => store.Observe(
        new VelocityEvent
        {
            Id = $"{row}",
            Timestamp = row * 1_000_000L,
            Texts = store.TextColumns.Select(name => name == "Card" ? rows[row].Card : rows[row].Shop).ToArray(),
            Numbers = store.NumberColumns.Select(_ => rows[row].Amount).ToArray(),
            IsFraud = rows[row].Fraud,
        },
        features);

    private static (Row[] Rows, Dataset Expected, VelocityStore Store) Made(EntityWindows windows)
    {
        var random = new Random(3);
        Row[] rows = [.. Enumerable.Range(0, RowCount).Select(i => new Row("a", $"s{random.Next(30)}",
            random.Next(20) == 0 ? double.NaN : Math.Round(random.NextDouble() * 400) / 4, random.Next(10) == 0,
            DateTime.UnixEpoch.AddSeconds(i)))];
        Dataset data = Dataset.FromRows(rows, schema => schema.Timestamp("At").Key("Card").Label("Fraud"));
        var options = new VelocityStoreOptions { Clock = null, Lateness = TimeSpan.FromSeconds(200) };
        return (rows, data.WithWindows(windows), new VelocityStore([windows], options));
    }

    private sealed record Row(string Card, string Shop, double Amount, bool Fraud, DateTime At);
}
