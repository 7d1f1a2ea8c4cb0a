namespace FraudMl.Testing;

/// <summary>A thousand seeded rows with everything that steps must bear: missing values, rare categories, large and tiny numbers.</summary>
internal static class FeatureData
{
    public static Dataset Rows(int rowCount = 1000, int seed = 11)
    {
        var random = new Random(seed);
        string[] cities = ["Berlin", "Brno", "Łódź", "Paris", "東京"];
        return new Dataset(
        [
            Numbers("amount", () => random.NextDouble() < 0.1 ? float.NaN : (float)Math.Exp(random.NextDouble() * 12)),
            Numbers("balance", () => (float)((random.NextDouble() - 0.5) * 20)),
            Numbers("angle", () => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 9)))),
            Numbers("small", () => (float)(random.NextDouble() * 1e-6)),
            Texts("city", cities, random, rowCount),
            Texts("kind", ["pos", "web"], random, rowCount),
            Numbers("label", () => random.Next(10) == 0 ? 1 : 0, ColumnRoles.Label),
            new TimestampColumn(
                "when", [.. Enumerable.Range(0, rowCount).Select(_ => random.NextInt64(-1_000_000_000_000_000, 3_000_000_000_000_000))],
                ColumnRoles.Timestamp | ColumnRoles.Feature),
        ]);

        NumberColumn Numbers(string name, Func<float> value, ColumnRoles roles = ColumnRoles.Feature) =>
            new(name, [.. Enumerable.Range(0, rowCount).Select(_ => value())], roles);
    }

    /// <summary>Returns one row for each number that steps meet at their edges; every other row has a text that
    /// training did not see.</summary>
    public static Dataset Extremes()
    {
        float[] values = [float.NaN, 0, -0f, 1, -1, float.Epsilon, -1e-8f, 1e-8f, 0.5f, -0.9999999f, 1.0000001f, 123456.7f, -98765.4f,
            1e10f, -1e10f];
        return new Dataset(
        [
            .. new[] { "amount", "balance", "angle", "small" }.Select(name => new NumberColumn(name, values)),
            new TextColumn("city", [.. values.Select((_, row) => row % 2)], new TextDictionary(["Brno", "Atlantis"])),
            new TextColumn("kind", [.. values.Select((_, row) => row % 2)], new TextDictionary(["web", "fax"])),
            new TimestampColumn(
                "when", [.. values.Select((_, row) => row % 3 == 0 ? 0 : 1_527_000_000_000_000 * (row % 2 == 0 ? 1 : -1) + row)],
                ColumnRoles.Timestamp | ColumnRoles.Feature),
        ]);
    }

    /// <summary>Returns the dataset with one column replaced.</summary>
    public static Dataset With(this Dataset data, DataColumn column) =>
        new([.. data.Columns.Select(old => old.Name == column.Name ? column : old)], data.Name);

    private static TextColumn Texts(string name, string[] texts, Random random, int rowCount) => new(
        name, [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(20) == 0 ? TextDictionary.Missing : random.Next(texts.Length))],
        new TextDictionary(texts));
}
