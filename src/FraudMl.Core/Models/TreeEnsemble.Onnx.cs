using FraudMl.Onnx;

namespace FraudMl.Models;

public sealed partial record TreeEnsemble
{
    /// <inheritdoc/>
    public override string Export(OnnxGraph graph, string features)
    {
        int[] trees = TreeOfEachNode();
        ExportedNodes nodes = ExportedNodes.Of(this, trees);
        int[] leaves = [.. Enumerable.Range(0, Features.Length).Where(node => Features[node] < 0)];
        int[] targets = [.. leaves.SelectMany(leaf => Enumerable.Repeat(leaf, LeafParts.Count))];
        long[] Longs(IEnumerable<int> values) => [.. values.Select(value => (long)value)];
        string sums = graph.MlNode(
            "TreeEnsembleRegressor",
            [features],
            new OnnxAttribute("n_targets", (long)LeafParts.Count),
            new OnnxAttribute("aggregate_function", "SUM"),
            new OnnxAttribute("post_transform", "NONE"),
            new OnnxAttribute("nodes_treeids", Longs(nodes.All.Select(node => node.Tree))),
            new OnnxAttribute("nodes_nodeids", Longs(nodes.All.Select(node => node.Id))),
            new OnnxAttribute("nodes_featureids", Longs(nodes.All.Select(node => Math.Max(node.Feature, 0)))),
            new OnnxAttribute("nodes_modes", nodes.All.Select(node => node.Mode).ToArray()),
            new OnnxAttribute("nodes_values", nodes.All.Select(node => node.Value).ToArray()),
            new OnnxAttribute("nodes_truenodeids", Longs(nodes.All.Select(node => node.True))),
            new OnnxAttribute("nodes_falsenodeids", Longs(nodes.All.Select(node => node.False))),
            new OnnxAttribute("nodes_missing_value_tracks_true", Longs(nodes.All.Select(node => node.IsMissingTrue ? 1 : 0))),
            new OnnxAttribute("target_treeids", Longs(targets.Select(node => trees[node]))),
            new OnnxAttribute("target_nodeids", Longs(targets.Select(node => nodes.IdOf[node]))),
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

/// <summary>A node of an ensemble as ONNX has it.</summary>
/// <param name="Tree">The number of its tree.</param>
/// <param name="Id">Its number in the tree.</param>
/// <param name="Feature">The feature it asks; below 0 for a leaf.</param>
/// <param name="Mode">How it compares.</param>
/// <param name="Value">What with.</param>
/// <param name="True">The node that it leads to then.</param>
/// <param name="False">The node that it leads to otherwise.</param>
/// <param name="IsMissingTrue">Whether a missing value goes where the comparison holds.</param>
internal readonly record struct ExportedNode(
    int Tree, int Id, int Feature, string Mode, float Value, int True, int False, bool IsMissingTrue);

/// <summary>The nodes of an ensemble as ONNX has them: a split by categories becomes a chain of equalities, all of which lead to the same
/// left child, and the last to the right one.</summary>
/// <param name="All">The nodes, tree by tree.</param>
/// <param name="IdOf">The number in its tree of each node of the ensemble; the first of a chain.</param>
internal sealed record ExportedNodes(IReadOnlyList<ExportedNode> All, int[] IdOf)
{
    // A node of a graph takes some hundred bytes.
    private const int MostEqualities = 1 << 21;

    public static ExportedNodes Of(TreeEnsemble trees, int[] treeOf)
    {
        int equalities = CategorySet.Count(trees.CategoryBits);
        if (equalities > MostEqualities)
            throw new OnnxExportException("TreeEnsemble", $"its splits name {equalities} categories, each of which becomes a node of the "
                + $"graph, and {MostEqualities} may. Train with a lower MaximumCategoryThreshold, or encode such columns.");
        int[] ids = new int[trees.Features.Length];
        for (int node = 1; node < ids.Length; node++)
            ids[node] = treeOf[node] != treeOf[node - 1] ? 0 : ids[node - 1] + Math.Max(1, CategorySet.Count(trees.CategoriesOf(node - 1)));
        List<ExportedNode> all = [];
        for (int node = 0; node < ids.Length; node++)
        {
            (int tree, int id, int feature) = (treeOf[node], ids[node], trees.Features[node]);
            if (feature < 0)
            {
                all.Add(new(tree, id, feature, "LEAF", trees.Thresholds[node], 0, 0, false));
                continue;
            }

            (int left, int right) = (ids[trees.Left[node]], ids[trees.Right[node]]);
            IReadOnlyList<int> categories = CategorySet.Of(trees.CategoriesOf(node));
            if (categories.Count == 0)
                all.Add(new(tree, id, feature, "BRANCH_LEQ", trees.Thresholds[node], left, right, trees.MissingLeft[node]));
            for (int i = 0; i < categories.Count; i++)
                all.Add(new(tree, id + i, feature, "BRANCH_EQ", categories[i], left, i + 1 < categories.Count ? id + i + 1 : right, false));
        }

        return new(all, ids);
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
