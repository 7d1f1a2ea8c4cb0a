using FraudMl.Onnx;

namespace FraudMl;

public sealed partial record TreeEnsemble
{
    /// <inheritdoc/>
    public override string Export(OnnxGraph graph, string features)
    {
        int[] trees = TreeOfEachNode();
        int[] splits = [.. Enumerable.Range(0, Features.Length)];
        int[] leaves = [.. splits.Where(node => Features[node] < 0)];
        long[] Longs(IEnumerable<int> values) => [.. values.Select(value => (long)value)];
        string sum = graph.MlNode(
            "TreeEnsembleRegressor",
            [features],
            new OnnxAttribute("n_targets", 1L),
            new OnnxAttribute("aggregate_function", "SUM"),
            new OnnxAttribute("post_transform", "NONE"),
            new OnnxAttribute("nodes_treeids", Longs(trees)),
            new OnnxAttribute("nodes_nodeids", Longs(splits.Select(node => node - Roots[trees[node]]))),
            new OnnxAttribute("nodes_featureids", Longs(Features.Select(feature => Math.Max(feature, 0)))),
            new OnnxAttribute("nodes_modes", Features.Select(feature => feature < 0 ? "LEAF" : "BRANCH_LEQ").ToArray()),
            new OnnxAttribute("nodes_values", Thresholds),
            new OnnxAttribute("nodes_truenodeids", Longs(splits.Select(node => Features[node] < 0 ? 0 : Left[node] - Roots[trees[node]]))),
            new OnnxAttribute("nodes_falsenodeids", Longs(splits.Select(node => Features[node] < 0 ? 0 : Right[node] - Roots[trees[node]]))),
            new OnnxAttribute("nodes_missing_value_tracks_true", Longs(splits.Select(node => Features[node] >= 0 && MissingLeft[node] ? 1 : 0))),
            new OnnxAttribute("target_treeids", Longs(leaves.Select(node => trees[node]))),
            new OnnxAttribute("target_nodeids", Longs(leaves.Select(node => node - Roots[trees[node]]))),
            new OnnxAttribute("target_ids", new long[leaves.Length]),
            new OnnxAttribute("target_weights", leaves.Select(node => (float)Values[node]).ToArray()));
        return graph.Node("Add", [sum, graph.Floats([(float)Bias])]);
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
