namespace FraudMl.Testing;

/// <summary>Seeded rows of two overlapping classes.</summary>
internal static class ContractData
{
    public const int ColumnCount = 8;

    public static TrainingContext Context(int threadCount = 2) => new(Seed: 7, threadCount);

    /// <summary>Frauds are shifted along some columns; one column is an indicator, one is large.</summary>
    public static TrainingData Rows(int rowCount, double fraudRatio = 0.05, int seed = 1)
    {
        var random = new Random(seed);
        var values = new float[rowCount * ColumnCount];
        var labels = new bool[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            labels[row] = random.NextDouble() < fraudRatio;
            Span<float> features = values.AsSpan(row * ColumnCount, ColumnCount);
            for (int i = 0; i < ColumnCount; i++) features[i] = (float)(Normal(random) + (labels[row] && i < 3 ? 1.2 * (i + 1) / 2 : 0));
            features[3] = features[3] > 0.5f ? 1 : 0;
            features[4] = (features[4] * 900) + 2000;
        }

        return new TrainingData(Matrix(values, rowCount), labels);
    }

    public static FeatureMatrix Matrix(float[] values, int rowCount) =>
        new(values, rowCount, [.. Enumerable.Range(0, ColumnCount).Select(i => new FeatureColumn($"F{i}", $"F{i}"))]);

    public static double[] Margins(ScoringModel model, FeatureMatrix matrix)
    {
        var margins = new double[matrix.RowCount];
        model.Score(matrix.Values.Span, margins);
        return margins;
    }

    public static double[] Probabilities(ScoringModel model, FeatureMatrix matrix) =>
        Array.ConvertAll(Margins(model, matrix), margin => 1 / (1 + Math.Exp(-margin)));

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
