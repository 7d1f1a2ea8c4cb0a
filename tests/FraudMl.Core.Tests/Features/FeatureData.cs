namespace FraudMl.Tests;

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
                "when", [.. Enumerable.Range(0, rowCount).Select(_ => random.NextInt64(-1_000_000_000_000_000, 3_000_000_000_000_000))], ColumnRoles.Timestamp | ColumnRoles.Feature),
        ]);

        NumberColumn Numbers(string name, Func<float> value, ColumnRoles roles = ColumnRoles.Feature) =>
            new(name, [.. Enumerable.Range(0, rowCount).Select(_ => value())], roles);
    }

    /// <summary>Returns the dataset with one column replaced.</summary>
    public static Dataset With(this Dataset data, DataColumn column) =>
        new([.. data.Columns.Select(old => old.Name == column.Name ? column : old)], data.Name);

    private static TextColumn Texts(string name, string[] texts, Random random, int rowCount) => new(
        name, [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(20) == 0 ? TextDictionary.Missing : random.Next(texts.Length))], new TextDictionary(texts));
}
