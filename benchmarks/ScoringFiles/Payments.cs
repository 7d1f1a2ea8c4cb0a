using System.Globalization;
using FraudMl;

/// <summary>Generated payments: a file of them, and models of it.</summary>
internal static class Payments
{
    private const int CardCount = 20_000;

    public static void Write(string path, int rowCount)
    {
        var random = new Random(7);
        using var writer = new StreamWriter(path);
        writer.Write("id,at,card,country,amount,v1,v2,v3,v4,v5,v6,fraud\n");
        DateTime start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (int row = 0; row < rowCount; row++)
        {
            double amount = Math.Round(Math.Exp(3 + random.NextDouble() * 4), 2), v1 = random.NextDouble();
            bool isFraud = random.NextDouble() < 0.01 + (amount > 800 ? 0.05 : 0);
            string country = $"{(char)('A' + random.Next(26))}{(char)('A' + random.Next(4))}";
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{row + 100_000_000},{start.AddSeconds(row * 2L):yyyy-MM-dd HH:mm:ss},c{random.Next(CardCount)},{country},{amount},{v1:0.000000},"));
            for (int i = 0; i < 5; i++) writer.Write(string.Create(CultureInfo.InvariantCulture, $"{random.NextDouble():0.000000},"));
            writer.Write(isFraud ? "1\n" : "0\n");
        }
    }

    public static void Save(string path, string saved, bool hasWindows)
    {
        Dataset data = Dataset.FromCsv(path, schema => schema.Label("fraud").Timestamp("at").Key("card").Ignore("id"));
        EntityWindows windows = Velocity.Per("card").Over(TimeSpan.FromDays(1), TimeSpan.FromDays(7)).Count().Mean("amount");
        if (hasWindows) data = data.WithWindows(windows);
        using FileStream file = File.Create(saved);
        new FraudPipelineBuilder().OneHot("country").Train(Trainers.LightGbm()).Build().Fit(data).Save(file);
    }

    public static Dataset Numbers(int rowCount, int columnCount)
    {
        var columns = new List<DataColumn>();
        for (int column = 0; column < columnCount; column++)
        {
            var random = new Random(column);
            float[] values = new float[rowCount];
            for (int row = 0; row < rowCount; row++) values[row] = random.NextSingle();
            columns.Add(new NumberColumn($"v{column}", values));
        }

        ReadOnlySpan<float> first = ((NumberColumn)columns[0]).Values;
        float[] labels = new float[rowCount];
        for (int row = 0; row < rowCount; row++) labels[row] = first[row] > 0.995f ? 1 : 0;
        return new Dataset([.. columns, new NumberColumn("fraud", labels, ColumnRoles.Label)]);
    }
}
