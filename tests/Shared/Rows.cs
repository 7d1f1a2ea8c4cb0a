namespace FraudMl.Tests;

/// <summary>Training rows for the tests, made from a seed.</summary>
internal static class Rows
{
    public static TrainingData Of(float[][] rows, bool[] labels) =>
        new(new FeatureMatrix([.. rows.SelectMany(row => row)], rows.Length, Columns(rows[0].Length)), labels);

    /// <summary>Returns frauds spread among legitimate rows, both normal, the frauds' mean moved by <paramref name="shift"/>.</summary>
    public static TrainingData Random(int frauds, int legitimate, int columns = 4, double shift = 1, int seed = 7)
    {
        var random = new Random(seed);
        bool[] labels = [.. Enumerable.Range(0, frauds + legitimate).Select(row => row < frauds)];
        random.Shuffle(labels);
        return Of([.. labels.Select(fraud => Row(random, columns, fraud ? shift : 0))], labels);
    }

    public static ResamplingContext Context(int seed = 42, int threads = 2) => new(seed, threads);

    public static FeatureColumn[] Columns(int count) =>
        [.. Enumerable.Range(0, count).Select(column => new FeatureColumn($"V{column + 1}", $"V{column + 1}"))];

    private static float[] Row(Random random, int columns, double mean) =>
        [.. Enumerable.Range(0, columns).Select(_ => (float)(mean + Normal(random)))];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
