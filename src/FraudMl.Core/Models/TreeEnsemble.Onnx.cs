using FraudMl.Onnx;

namespace FraudMl.Models;

public sealed partial record TreeEnsemble
{
    /// <inheritdoc/>
    public override string Export(OnnxGraph graph, string features)
    {
        int[] trees = TreeOfEachNode();
        int[] splits = [.. Enumerable.Range(0, Features.Length)];
        int[] leaves = [.. splits.Where(node => Features[node] < 0)];
        int[] targets = [.. leaves.SelectMany(leaf => Enumerable.Repeat(leaf, LeafParts.Count))];
        long[] Longs(IEnumerable<int> values) => [.. values.Select(value => (long)value)];
        string sums = graph.MlNode(
            "TreeEnsembleRegressor",
            [features],
            new OnnxAttribute("n_targets", (long)LeafParts.Count),
            new OnnxAttribute("aggregate_function", "SUM"),
            new OnnxAttribute("post_transform", "NONE"),
            new OnnxAttribute("nodes_treeids", Longs(trees)),
            new OnnxAttribute("nodes_nodeids", Longs(splits.Select(node => node - Roots[trees[node]]))),
            new OnnxAttribute("nodes_featureids", Longs(Features.Select(feature => Math.Max(feature, 0)))),
            new OnnxAttribute("nodes_modes", Features.Select(feature => feature < 0 ? "LEAF" : "BRANCH_LEQ").ToArray()),
            new OnnxAttribute("nodes_values", Thresholds),
            new OnnxAttribute("nodes_truenodeids", Longs(splits.Select(node => Features[node] < 0 ? 0 : Left[node] - Roots[trees[node]]))),
            new OnnxAttribute("nodes_falsenodeids",
                Longs(splits.Select(node => Features[node] < 0 ? 0 : Right[node] - Roots[trees[node]]))),
            new OnnxAttribute("nodes_missing_value_tracks_true",
                Longs(splits.Select(node => Features[node] >= 0 && MissingLeft[node] ? 1 : 0))),
            new OnnxAttribute("target_treeids", Longs(targets.Select(node => trees[node]))),
            new OnnxAttribute("target_nodeids", Longs(targets.Select(node => node - Roots[trees[node]]))),
            new OnnxAttribute("target_ids", Longs(targets.Select((_, i) => i % LeafParts.Count))),
            new OnnxAttribute("target_weights", LeafParts.Of(Array.ConvertAll(leaves, leaf => Values[leaf]), Roots.Length,
                LargestSum(trees))));
        string sum = graph.Node("ReduceSum", [graph.Cast(sums, OnnxElement.Double), graph.Integers([1], 1)]);
        return graph.Node("Add", [sum, graph.Doubles([Bias])]);
    }

    private double LargestSum(int[] trees)
    {
        double[] largest = new double[Roots.Length];
        for (int node = 0; node < trees.Length; node++) largest[trees[node]] = Math.Max(largest[trees[node]], Math.Abs(Values[node]));
        return largest.Sum();
    }

    // Nodes of a tree stand together and its root is the first of them.
    private int[] TreeOfEachNode()
    {
        int[] trees = new int[Features.Length];
        for (int tree = 0; tree < Roots.Length; tree++)
        {
            int end = tree + 1 < Roots.Length ? Roots[tree + 1] : Features.Length;
            trees.AsSpan(Roots[tree], end - Roots[tree]).Fill(tree);
        }

        return trees;
    }
}

/// <summary>Leaf values as float32 addends whose sums over any trees are exact, so that ONNX's float32 sums are as
/// good as ours in double.</summary>
/// <remarks>
/// The first two parts are multiples of a unit that no sum exceeds more than 2²⁴ times; the third is what is left,
/// some 2⁻³⁷ of the largest sum.
/// The operator's double form would not do: its output is float32 all the same.
/// </remarks>
internal static class LeafParts
{
    public const int Count = 3;

    // 22 bits, not 24: rounding to the unit may add to every tree.
    private const int UnitBits = 22;

    /// <summary>Returns the parts of each value, value after value.</summary>
    /// <param name="values">The leaf values.</param>
    /// <param name="treeCount">How many of them are summed.</param>
    /// <param name="largestSum">The most that their absolute values sum to.</param>
    public static float[] Of(ReadOnlySpan<double> values, int treeCount, double largestSum)
    {
        double coarse = Unit(largestSum), fine = Unit(treeCount * coarse);
        float[] parts = new float[values.Length * Count];
        for (int i = 0; i < values.Length; i++)
        {
            double first = Math.Round(values[i] / coarse) * coarse, second = Math.Round((values[i] - first) / fine) * fine;
            (parts[i * Count], parts[(i * Count) + 1], parts[(i * Count) + 2]) = ((float)first, (float)second,
                (float)(values[i] - first - second));
        }

        return parts;
    }

    private static double Unit(double largestSum) => Math.ScaleB(1, Math.ILogB(Math.Max(largestSum, 1e-20)) + 1 - UnitBits);
}
