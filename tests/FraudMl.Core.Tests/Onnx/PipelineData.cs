namespace FraudMl.Tests.Onnx;

/// <summary>Seeded transactions with missing numbers, texts and, where asked, categories that training has not seen.</summary>
internal static class PipelineData
{
    public static Dataset Transactions(int rowCount, int seed, bool texts, int categoryCount = 5)
    {
        var random = new Random(seed);
        float[] amounts = new float[rowCount], risks = new float[rowCount], hours = new float[rowCount], labels = new float[rowCount];
        int[] categories = new int[rowCount], countries = new int[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            bool fraud = random.NextDouble() < 0.08;
            labels[row] = fraud ? 1 : 0;
            amounts[row] = random.NextDouble() < 0.1 ? float.NaN : (float)Math.Round(Math.Exp(3 + random.NextDouble() * (fraud ? 4 : 3)), 2);
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
            columns.Add(new TextColumn("Category", categories, new TextDictionary([.. Enumerable.Range(0, categoryCount).Select(i => $"käufe {i}")])));
            columns.Add(new TextColumn("Country", countries, new TextDictionary(["DE", "FR"])));
        }

        return new Dataset(columns, "transactions");
    }
}
