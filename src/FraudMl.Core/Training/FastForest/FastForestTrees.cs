using Microsoft.ML.Trainers.FastTree;

namespace FraudMl;

internal static class FastForestTrees
{
    /// <summary>Takes the trees out of ML.NET's model; their values sum to its Score.</summary>
    public static TreeEnsemble Of(FastForestBinaryModelParameters fitted, TrainingData data, TrainingContext context)
    {
        QuantileRegressionTreeEnsemble forest = fitted.TrainedTreeEnsemble;
        var builder = new TreeEnsembleBuilder(data.Matrix.ColumnCount) { Bias = forest.Bias };
        for (int i = 0; i < forest.Trees.Count; i++)
        {
            QuantileRegressionTree tree = forest.Trees[i];
            double weight = forest.TreeWeights[i];
            builder.Add(new SplitTree(
                tree.NumericalSplitFeatureIndexes, tree.NumericalSplitThresholds, tree.LeftChild, tree.RightChild, [.. tree.LeafValues.Select(value => value * weight)]));
        }

        return builder.Build(data, context.ThreadCount, context.CancellationToken);
    }
}
