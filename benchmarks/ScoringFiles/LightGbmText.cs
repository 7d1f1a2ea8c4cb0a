using System.Globalization;
using System.Text;
using FraudMl;

/// <summary>Writes trees of numbers as a model file of LightGBM, for peers that read nothing else.</summary>
internal static class LightGbmText
{
    // Missing is NaN, and goes left where bit 1 is set.
    private const int NanIsMissing = 8, MissingLeft = 2;

    public static void Write(TreeEnsemble trees, string path)
    {
        var text = new StringBuilder("tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\n");
        int width = trees.FeatureTotal;
        text.Append(CultureInfo.InvariantCulture, $"max_feature_idx={width - 1}\nobjective=binary sigmoid:1\n");
        text.Append("feature_infos=").AppendJoin(' ', Enumerable.Repeat("[0:1]", width)).Append('\n');
        text.Append("tree_sizes=").AppendJoin(' ', trees.Roots.Select(_ => 1)).Append("\n\n");
        for (int tree = 0; tree < trees.Roots.Length; tree++) Add(text, trees, tree);
        File.WriteAllText(path, text.Append("end of trees\n\npandas_categorical:[]\n").ToString());
    }

    private static void Add(StringBuilder text, TreeEnsemble trees, int tree)
    {
        List<int> nodes = [], leaves = [];
        Visit(trees, trees.Roots[tree], nodes, leaves);
        int Child(int node) => trees.Features[node] < 0 ? ~leaves.IndexOf(node) : nodes.IndexOf(node);
        double bias = tree == 0 ? trees.Bias : 0;
        text.Append(CultureInfo.InvariantCulture, $"Tree={tree}\nnum_leaves={leaves.Count}\nnum_cat=0\n");
        Line(text, "split_feature", nodes.Select(node => trees.Features[node]));
        Line(text, "threshold", nodes.Select(node => (double)trees.Thresholds[node]));
        Line(text, "decision_type", nodes.Select(node => NanIsMissing | (trees.MissingLeft[node] ? MissingLeft : 0)));
        Line(text, "left_child", nodes.Select(node => Child(trees.Left[node])));
        Line(text, "right_child", nodes.Select(node => Child(trees.Right[node])));
        Line(text, "leaf_value", leaves.Select(leaf => trees.Values[leaf] + bias));
        text.Append('\n');
    }

    private static void Visit(TreeEnsemble trees, int node, List<int> nodes, List<int> leaves)
    {
        (trees.Features[node] < 0 ? leaves : nodes).Add(node);
        if (trees.Features[node] < 0) return;
        Visit(trees, trees.Left[node], nodes, leaves);
        Visit(trees, trees.Right[node], nodes, leaves);
    }

    private static void Line<T>(StringBuilder text, string name, IEnumerable<T> values)
        where T : IFormattable =>
        text.Append(name).Append('=')
            .AppendJoin(' ', values.Select(value => value.ToString(null, CultureInfo.InvariantCulture))).Append('\n');
}
