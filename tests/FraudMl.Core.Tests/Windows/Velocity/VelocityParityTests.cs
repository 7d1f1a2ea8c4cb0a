namespace FraudMl.Tests;

/// <summary>The store is a door too: a row gives it the values that it gives a dataset.</summary>
public sealed class VelocityParityTests
{
    private const long Hour = 3_600_000_000;

    [Fact]
    public void Windows_of_a_store_are_those_of_a_dataset_for_any_double_and_for_blank_texts()
    {
        EntityWindows windows = Velocity.Per("Card").Over(TimeSpan.FromHours(50)).Count().Sum("Amount").Mean("Amount").Distinct("Shop");
        var random = new Random(9);
        string?[] cards = ["a", "b", null, " ", ""], shops = ["x", "y", null, "", "\t", "NA"];
        Row[] rows = [.. Enumerable.Range(0, 600).Select(i => new Row(
            cards[random.Next(cards.Length)], shops[random.Next(shops.Length)],
            random.Next(3) switch { 0 => 1 + Math.ScaleB((2 * random.Next(1 << 20)) + 1, -24), 1 => double.NaN, _ => random.NextDouble() * 100 },
            DateTime.UnixEpoch.AddHours(i)))];
        Dataset data = Dataset.FromRows(rows, schema => schema.Timestamp("At").Key("Card")).WithWindows(windows);
        var store = new VelocityStore([windows], new() { Clock = null });
        var features = new double[store.FeatureNames.Count];
        for (int row = 0; row < rows.Length; row++)
        {
            store.Observe(
                new VelocityEvent
                {
                    Id = $"{row}",
                    Timestamp = row * Hour,
                    Texts = [.. store.TextColumns.Select(name => name == "Card" ? rows[row].Card : rows[row].Shop)],
                    Numbers = new[] { rows[row].Amount },
                },
                features);
            for (int i = 0; i < features.Length; i++)
            {
                float expected = ((NumberColumn)data[store.FeatureNames[i]]).Values[row];
                ((float)features[i]).ShouldBe(expected, $"{store.FeatureNames[i]}, row {row}");
            }
        }
    }

    private sealed record Row(string? Card, string? Shop, double Amount, DateTime At);
}
