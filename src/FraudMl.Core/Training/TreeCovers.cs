namespace FraudMl;

internal static class TreeCovers
{
    /// <summary>Returns the training weight that reaches each node; a tree belongs to one thread, so the sums keep one order.</summary>
    public static double[] Count(TreeEnsemble trees, TrainingData data, int threadCount, CancellationToken cancellationToken)
    {
        var covers = new double[trees.Features.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threadCount), CancellationToken = cancellationToken };
        Parallel.ForEach(trees.Roots, parallel, root =>
        {
            ReadOnlySpan<float> weights = data.Weights.Span;
            for (int row = 0; row < data.Matrix.RowCount; row++)
                Add(trees, root, data.Matrix.Row(row), weights.IsEmpty ? 1 : weights[row], covers);
        });
        return covers;
    }

    private static void Add(TreeEnsemble trees, int node, ReadOnlySpan<float> features, double weight, double[] covers)
    {
        covers[node] += weight;
        while (trees.Features[node] >= 0)
        {
            node = trees.Next(node, features);
            covers[node] += weight;
        }
    }
}
