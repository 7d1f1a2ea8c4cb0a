using System.Runtime.CompilerServices;
using Microsoft.ML.Trainers.FastTree;

namespace FraudMl;

internal static class MlNetTrees
{
    /// <summary>Takes the first trees out of ML.NET's model; the margin of all of them is scale · its Score + offset.</summary>
    public static TreeEnsemble Of<TTree>(
        TreeEnsemble<TTree> trees,
        double scale,
        double offset,
        TrainingData data,
        TrainingContext context,
        int mostTrees = int.MaxValue,
        int[]? order = null)
        where TTree : RegressionTreeBase
    {
        var builder = new TreeEnsembleBuilder(data.Matrix.ColumnCount) { Bias = (trees.Bias * scale) + offset };
        for (int i = 0; i < Math.Min(trees.Trees.Count, mostTrees); i++)
        {
            TTree tree = trees.Trees[i];
            double weight = trees.TreeWeights[i] * scale;
            IReadOnlyList<int> features = tree.NumericalSplitFeatureIndexes;
            if (order is not null) features = [.. features.Select(feature => order[feature])];
            double[] leaves = [.. tree.LeafValues.Select(value => value * weight)];
            builder.Add(new SplitTree(features, tree.NumericalSplitThresholds, tree.LeftChild, tree.RightChild, leaves));
        }

        return builder.Build(data, context.ThreadCount, context.CancellationToken);
    }

    /// <summary>Turns an additive model into one tree per feature: a balanced search for the bin, whose effect is the leaf.</summary>
    public static TreeEnsemble Of(GamModelParametersBase additive, double scale, double offset, TrainingData data, TrainingContext context)
    {
        var builder = new TreeEnsembleBuilder(data.Matrix.ColumnCount) { Bias = Rounded((additive.Bias * scale) + offset) };
        for (int feature = 0; feature < data.Matrix.ColumnCount; feature++)
        {
            // Columns of a single bin have no shape.
            if (!Shapes(additive).TryGetValue(feature, out int shape)) continue;
            double[] effects = Array.ConvertAll(Effects(additive)[shape], effect => Rounded(effect * scale));
            builder.Add(BinTree.Of(feature, Bounds(additive)[shape], effects));
        }

        // Of no split ML.NET says 0.5.
        if (Effects(additive).All(effects => effects.All(effect => effect == 0))) return TreeTraining.OneLeaf(data);
        return builder.Build(data, context.ThreadCount, context.CancellationToken);

        // The last digits of ML.NET's sums differ from run to run, also with one thread; nine significant digits do not.
        static double Rounded(double value) => value == 0 ? 0 : Math.Round(value / Magnitude(value), 9) * Magnitude(value);

        static double Magnitude(double value) => Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))));
    }

    // ML.NET's own GetBinEffects takes a column for out of range that stands behind as many as have a shape.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_inputFeatureToShapeFunctionMap")]
    private static extern ref Dictionary<int, int> Shapes(GamModelParametersBase additive);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_binEffects")]
    private static extern ref double[][] Effects(GamModelParametersBase additive);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_binUpperBounds")]
    private static extern ref double[][] Bounds(GamModelParametersBase additive);
}
