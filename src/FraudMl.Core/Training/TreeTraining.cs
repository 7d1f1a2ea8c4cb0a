namespace FraudMl.Training;

/// <summary>What training rows add to finished trees: log-odds for margins, and covers.</summary>
public static class TreeTraining
{
    extension(TreeEnsemble trees)
    {
        /// <summary>Returns the ensemble with log-odds for margins: Platt's curve over scores of the training rows, folded into leaves and bias.</summary>
        /// <param name="data">The training rows.</param>
        /// <param name="scores">Scores of the rows by models that had not seen them; null for the ensemble's own, which flatter deep trees.</param>
        /// <remarks>
        /// For learners whose score is a vote, such as forests. Scores that tell nothing leave every row with the share of frauds.
        /// </remarks>
        public TreeEnsemble CalibratedOn(TrainingData data, double[]? scores = null)
        {
            if (scores is null) trees.Score(data.Matrix.Values.Span, scores = new double[data.Matrix.RowCount]);
            (double slope, double intercept) = TrainingPlatt.FitRising(scores, data);
            return trees with { Bias = (trees.Bias * slope) + intercept, Values = Array.ConvertAll(trees.Values, value => value * slope) };
        }
    }

    /// <summary>Returns one leaf, for learners that found no split: the share of frauds for every row.</summary>
    /// <param name="data">The training rows.</param>
    public static TreeEnsemble OneLeaf(TrainingData data)
    {
        double total = data.Weights.IsEmpty ? data.Labels.Length : RowWeights.Of(data.Weights)!.Sum();
        var builder = new TreeEnsembleBuilder(data.Matrix.ColumnCount);
        builder.Add(new SplitTree([], [], [], [], [LogOdds.Of(data.FraudRatio())]) { LeafCovers = [total] });
        return builder.Build();
    }

    extension(TreeEnsembleBuilder builder)
    {
        /// <summary>Returns the ensemble with covers counted by one pass over the training rows, for learners that give none.</summary>
        /// <param name="data">The training rows.</param>
        /// <param name="threadCount">The most threads; the result does not depend on it.</param>
        /// <param name="cancellationToken">Stops the counting.</param>
        public TreeEnsemble Build(TrainingData data, int threadCount, CancellationToken cancellationToken = default)
        {
            TreeEnsemble trees = builder.Build();
            return trees with { Covers = Covers(trees, data, threadCount, cancellationToken) };
        }
    }

    // A tree belongs to one thread, so the sums keep one order.
    private static double[] Covers(TreeEnsemble trees, TrainingData data, int threadCount, CancellationToken cancellationToken)
    {
        var covers = new double[trees.Features.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threadCount), CancellationToken = cancellationToken };
        Parallel.ForEach(trees.Roots, parallel, root =>
        {
            ReadOnlySpan<float> weights = data.Weights.Span;
            for (int row = 0; row < data.Matrix.RowCount; row++)
                AddPath(trees, root, data.Matrix.Row(row), weights.IsEmpty ? 1 : weights[row], covers);
        });
        return covers;
    }

    private static void AddPath(TreeEnsemble trees, int node, ReadOnlySpan<float> features, double weight, double[] covers)
    {
        covers[node] += weight;
        while (trees.Features[node] >= 0)
        {
            node = trees.Next(node, features);
            covers[node] += weight;
        }
    }
}
