using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Finds a number's place among ascending edges, here and in a graph.</summary>
internal static class EdgeLookup
{
    /// <summary>Returns how many edges a number has passed: those that are not above it. The place of NaN means nothing.</summary>
    public static int Passed(ReadOnlySpan<float> edges, float value)
    {
        // Halves by arithmetic: which way a value goes is a coin toss that no processor foresees, so a branch would cost more.
        (int passed, int left) = (0, edges.Length);
        while (left > 1)
        {
            int half = left / 2;
            passed += half * IsPassed(edges[passed + half - 1], value);
            left -= half;
        }

        return left == 1 ? passed + IsPassed(edges[passed], value) : passed;
    }

    /// <summary>Writes the same search as a balanced tree, so that it costs no memory per edge, and returns the [N, 1] float
    /// tensor of the counts.</summary>
    public static string Passed(OnnxGraph graph, string values, float[] edges)
    {
        if (edges.Length == 0) return graph.Cast(graph.Node("Less", [values, values]), OnnxElement.Float);
        var nodes = new List<(string Mode, float Edge, int Below, int Above, float Leaf)>();
        Add(0, edges.Length);
        long[] inner = [.. nodes.Select(_ => 0L)];
        long[] leaves = [.. Enumerable.Range(0, nodes.Count).Where(i => nodes[i].Mode == "LEAF").Select(i => (long)i)];
        return graph.MlNode(
            "TreeEnsembleRegressor",
            [values],
            new OnnxAttribute("n_targets", 1L),
            new OnnxAttribute("aggregate_function", "SUM"),
            new OnnxAttribute("post_transform", "NONE"),
            new OnnxAttribute("nodes_treeids", inner),
            new OnnxAttribute("nodes_nodeids", nodes.Select((_, i) => (long)i).ToArray()),
            new OnnxAttribute("nodes_featureids", inner),
            new OnnxAttribute("nodes_modes", nodes.Select(node => node.Mode).ToArray()),
            new OnnxAttribute("nodes_values", nodes.Select(node => node.Edge).ToArray()),
            new OnnxAttribute("nodes_truenodeids", nodes.Select(node => (long)node.Below).ToArray()),
            new OnnxAttribute("nodes_falsenodeids", nodes.Select(node => (long)node.Above).ToArray()),
            new OnnxAttribute("nodes_missing_value_tracks_true", inner),
            new OnnxAttribute("target_treeids", leaves.Select(_ => 0L).ToArray()),
            new OnnxAttribute("target_nodeids", leaves),
            new OnnxAttribute("target_ids", leaves.Select(_ => 0L).ToArray()),
            new OnnxAttribute("target_weights", leaves.Select(i => nodes[(int)i].Leaf).ToArray()));

        // The places low to high are still possible; each is one leaf.
        int Add(int low, int high)
        {
            int index = nodes.Count;
            nodes.Add(("LEAF", 0, 0, 0, low));
            if (low == high) return index;
            int middle = (low + high) / 2;
            int below = Add(low, middle), above = Add(middle + 1, high);
            nodes[index] = ("BRANCH_LT", edges[middle], below, above, 0);
            return index;
        }
    }

    private static int IsPassed(float edge, float value) => value >= edge ? 1 : 0;
}
