namespace FraudMl.Testing;

/// <summary>Training rows for resamplers, made from a seed: numbers, and a one-hot group of two.</summary>
internal static class ResamplerRows
{
    public static ResamplingContext Context(int seed = 42, int threads = 2) => new(seed, threads);

    /// <summary>Returns 40 frauds among 440 rows with weights, and validation rows.</summary>
    public static TrainingData Usual() => WithCategories(Random(frauds: 40, legitimate: 400)) with
    {
        Weights = Enumerable.Range(0, 440).Select(row => 1f + (row % 3)).ToArray(),
        Validation = WithCategories(Random(frauds: 10, legitimate: 100, seed: 8)),
    };

    /// <summary>Returns the same rows as a dataset with a text.</summary>
    public static Dataset Transactions()
    {
        TrainingData rows = Random(frauds: 40, legitimate: 400);
        IEnumerable<DataColumn> features = Enumerable.Range(0, rows.Matrix.ColumnCount).Select(column => new NumberColumn(
            rows.Matrix.Columns[column].Name, [.. Enumerable.Range(0, 440).Select(row => rows.Matrix.Row(row)[column])]));
        return new Dataset([.. features,
            new NumberColumn("Class", [.. rows.Labels.ToArray().Select(fraud => fraud ? 1f : 0f)], ColumnRoles.Label),
            new TextColumn("Channel", [.. Enumerable.Range(0, 440).Select(row => row % 3 == 0 ? 0 : 1)],
                new TextDictionary(["web", "shop"]))]);
    }

    /// <summary>Returns rows of which a fifth lacks the third number.</summary>
    public static TrainingData Missing()
    {
        TrainingData data = WithCategories(Random(20, 100));
        float[] values = data.Matrix.Values.ToArray();
        for (int row = 0; row < 120; row += 5) values[(row * 6) + 2] = float.NaN;
        return data with { Matrix = new FeatureMatrix(values, 120, data.Matrix.Columns) };
    }

    public static TrainingData Of(float[][] rows, bool[] labels) =>
        new(new FeatureMatrix([.. rows.SelectMany(row => row)], rows.Length, Columns(rows[0].Length)), labels);

    /// <summary>Returns frauds spread among legitimate rows, both normal, the frauds' mean moved by <paramref name="shift"/>.</summary>
    public static TrainingData Random(int frauds, int legitimate, int columns = 4, double shift = 1, int seed = 7)
    {
        var random = new Random(seed);
        bool[] labels = [.. Enumerable.Range(0, frauds + legitimate).Select(row => row < frauds)];
        random.Shuffle(labels);
        return Of([.. labels.Select(fraud => Enumerable.Range(0, columns)
            .Select(_ => (float)((fraud ? shift : 0) + ContractData.Normal(random))).ToArray())], labels);
    }

    public static FeatureColumn[] Columns(int count) =>
        [.. Enumerable.Range(0, count).Select(column => new FeatureColumn($"V{column + 1}", $"V{column + 1}"))];

    /// <summary>Returns the rows with a one-hot group of two behind them.</summary>
    public static TrainingData WithCategories(TrainingData data)
    {
        int width = data.Matrix.ColumnCount + 2;
        var values = new float[data.Matrix.RowCount * width];
        for (int row = 0; row < data.Matrix.RowCount; row++)
        {
            data.Matrix.Row(row).CopyTo(values.AsSpan(row * width));
            values[(row * width) + width - 1 - (row % 3 == 0 ? 1 : 0)] = 1;
        }

        FeatureColumn[] group = [.. new[] { "Channel=web", "Channel=shop" }.Select(
            name => new FeatureColumn(name, "Channel") { OneHotGroup = "Channel", Kind = FeatureKind.Indicator })];
        return data with { Matrix = new FeatureMatrix(values, data.Matrix.RowCount, [.. data.Matrix.Columns, .. group]) };
    }

    public static double ShareOfFraud(TrainingData data)
    {
        (bool Fraud, float Weight)[] rows = [.. data.Labels.ToArray().Zip(data.Weights.ToArray())];
        return rows.Where(row => row.Fraud).Sum(row => (double)row.Weight) / rows.Sum(row => (double)row.Weight);
    }
}
