namespace FraudMl.Tests.Onnx;

/// <summary>Seeded transactions with missing numbers, texts and, where asked, categories that training has not seen.</summary>
internal static class PipelineData
{
    private static readonly float[] Corners =
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, float.Epsilon, -1e-38f, 1e30f, -1e30f, float.MaxValue];

    public static Dataset Transactions(int rowCount, int seed, bool texts, int categoryCount = 5)
    {
        var random = new Random(seed);
        float[] amounts = new float[rowCount], risks = new float[rowCount], hours = new float[rowCount], labels = new float[rowCount];
        int[] categories = new int[rowCount], countries = new int[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            bool fraud = random.NextDouble() < 0.08;
            labels[row] = fraud ? 1 : 0;
            amounts[row] = random.NextDouble() < 0.1
                ? float.NaN : (float)Math.Round(Math.Exp(3 + random.NextDouble() * (fraud ? 4 : 3)), 2);
            risks[row] = (float)(random.NextDouble() + (fraud ? 0.5 : 0) + random.NextDouble());
            hours[row] = random.Next(24) + (random.Next(2) * 0.5f);
            categories[row] = random.NextDouble() < 0.1 ? TextDictionary.Missing : random.Next(fraud ? 3 : categoryCount);
            countries[row] = random.Next(2);
        }

        List<DataColumn> columns =
        [
            new NumberColumn("Amount", amounts), new NumberColumn("Risk", risks), new NumberColumn("Hour", hours),
            new NumberColumn("Fraud", labels, ColumnRoles.Label),
        ];
        if (texts)
        {
            columns.Add(new TextColumn("Category", categories,
                new TextDictionary([.. Enumerable.Range(0, categoryCount).Select(i => $"käufe {i}")])));
            columns.Add(new TextColumn("Country", countries, new TextDictionary(["DE", "FR"])));
        }

        return new Dataset(columns, "transactions");
    }

    /// <summary>Returns the rows with a timestamp, from 1969 on.</summary>
    public static Dataset WithTimes(this Dataset data, int seed)
    {
        var random = new Random(seed);
        long[] times = [.. Enumerable.Range(0, data.RowCount).Select(_ => random.NextInt64(-30_000_000_000_000, 1_800_000_000_000_000))];
        return new Dataset([.. data.Columns, new TimestampColumn("When", times, ColumnRoles.Timestamp | ColumnRoles.Feature)], data.Name);
    }

    /// <summary>Returns the rows with an unusual number in one column of every third: missing, infinite, huge, subnormal, or
    /// zero of either sign.</summary>
    public static Dataset WithCorners(this Dataset data, int seed)
    {
        var random = new Random(seed);
        string[] names = ["Amount", "Risk", "Hour"];
        float[][] columns = [.. names.Select(name => ((NumberColumn)data[name]).Values.ToArray())];
        for (int row = 0; row < data.RowCount; row += 3) columns[random.Next(names.Length)][row] = Corners[random.Next(Corners.Length)];
        return new Dataset(
            [.. data.Columns.Select(column => Array.IndexOf(names, column.Name) is >= 0 and int i
                ? new NumberColumn(column.Name, columns[i], column.Roles) : column)], data.Name);
    }
}
