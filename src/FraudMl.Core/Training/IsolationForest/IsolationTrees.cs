namespace FraudMl;

/// <summary>Grows the trees of an isolation forest; the threads do not show.</summary>
internal static class IsolationTrees
{
    /// <summary>Returns trees whose sum is −E[h] / c(ψ): the mean path length over that of a sample, below zero.</summary>
    public static TreeEnsemble Grow(TrainingData data, IsolationOptions options, TrainingContext context)
    {
        SubSample rows = SubSample.Of(data);
        int sampleSize = Math.Min(options.SampleSize, rows.RowCount), grown = 0;
        var trees = new SplitTree[options.TreeCount];
        int count = BoostingLoop.Run(options.TreeCount, context, iteration =>
        {
            if (iteration > grown) grown = Grow(data.Matrix, rows, sampleSize, options.FeatureRatio, trees, grown, context);
            return true;
        });
        return Scaled(trees.AsSpan(0, count), data.Matrix.ColumnCount, PathLength.Average(sampleSize));
    }

    /// <summary>Joins trees of path lengths.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="featureCount">The number of features a row has.</param>
    /// <param name="average">c(ψ); 0 where a sample is one row, and says nothing: then the score is a half.</param>
    public static TreeEnsemble Scaled(ReadOnlySpan<SplitTree> trees, int featureCount, double average)
    {
        var ensemble = new TreeEnsembleBuilder(featureCount) { Bias = average > 0 ? 0 : -1 };
        double scale = average > 0 ? -1 / (trees.Length * average) : 0;
        foreach (SplitTree tree in trees) ensemble.Add(tree with { LeafValues = [.. tree.LeafValues.Select(length => length * scale)] });
        return ensemble.Build();
    }

    // As many trees at a time as there are threads; each draws from a stream of its own.
    private static int Grow(FeatureMatrix matrix, SubSample rows, int sampleSize, double featureRatio, SplitTree[] trees, int first,
        TrainingContext context)
    {
        int end = Math.Min(first + Math.Max(1, context.ThreadCount), trees.Length);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.ThreadCount),
            CancellationToken = context.CancellationToken };
        Parallel.For(first, end, parallel, tree =>
        {
            var random = SplitMix64.Stream(context.Seed, tree);
            int[] sample = rows.Draw(sampleSize, ref random);
            trees[tree] = IsolationTree.Grow(matrix, sample, featureRatio, random);
        });
        return end;
    }
}
