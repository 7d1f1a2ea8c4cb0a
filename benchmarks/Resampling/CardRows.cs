namespace FraudMl.Benchmarks;

/// <summary>Rows shaped as the public credit card data: 30 correlated, heavy-tailed columns, few frauds moved aside. The same recipe as the
/// peer's, from another generator.</summary>
internal static class CardRows
{
    private const int ColumnCount = 30;

    /// <summary>Student's t with 4 degrees of freedom, mixed by a random matrix; frauds are moved by normal(1.2,
    /// 0.6) in each column.</summary>
    public static TrainingData Make(int rowCount, int fraudCount, int seed = 0)
    {
        var random = new Random(seed);
        bool[] labels = [.. Enumerable.Range(0, rowCount).Select(row => row < fraudCount)];
        random.Shuffle(labels);
        double[] mix = [.. Enumerable.Range(0, ColumnCount * ColumnCount).Select(_ => Normal(random) / Math.Sqrt(ColumnCount))];
        double[] shift = [.. Enumerable.Range(0, ColumnCount).Select(_ => 1.2 + (0.6 * Normal(random)))];
        float[] values = GC.AllocateUninitializedArray<float>(rowCount * ColumnCount);
        Parallel.For(0, (rowCount + 9999) / 10_000, chunk =>
        {
            var own = new Random(seed + 1 + chunk);
            var latent = new double[ColumnCount];
            for (int row = chunk * 10_000; row < Math.Min(rowCount, (chunk + 1) * 10_000); row++)
            {
                for (int i = 0; i < ColumnCount; i++) latent[i] = StudentT4(own);
                for (int column = 0; column < ColumnCount; column++)
                {
                    double value = labels[row] ? shift[column] : 0;
                    for (int i = 0; i < ColumnCount; i++) value += latent[i] * mix[(i * ColumnCount) + column];
                    values[(row * ColumnCount) + column] = (float)value;
                }
            }
        });
        FeatureColumn[] columns = [.. Enumerable.Range(1, ColumnCount).Select(i => new FeatureColumn($"V{i}", $"V{i}"))];
        return new TrainingData(new FeatureMatrix(values, rowCount, columns), labels);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // A normal variable over the root of a chi-square one with 4 degrees of freedom, which is twice the sum of two exponential ones.
    private static double StudentT4(Random random) =>
        Normal(random) / Math.Sqrt((-Math.Log(1 - random.NextDouble()) - Math.Log(1 - random.NextDouble())) / 2);
}
