namespace FraudMl;

internal static class ModelSum
{
    /// <summary>Returns the model whose margin is a bias and weighted margins of others: one tree ensemble where
    /// all are, else a blend.</summary>
    public static ScoringModel Of(IReadOnlyList<ScoringModel> models, double weight, double bias)
    {
        if (!models.All(model => model is TreeEnsemble))
            return new BlendedModel { Models = [.. models], Weights = [.. models.Select(_ => weight)], Bias = bias };
        TreeEnsemble[] trees = [.. models.Cast<TreeEnsemble>()];
        int[] starts = new int[trees.Length];
        for (int i = 1; i < trees.Length; i++) starts[i] = starts[i - 1] + trees[i - 1].Features.Length;
        int[] Moved(Func<TreeEnsemble, int[]> nodes) =>
            [.. trees.SelectMany((tree, i) =>
                nodes(tree).Select((node, at) => nodes(tree) == tree.Roots || tree.Features[at] >= 0 ? node + starts[i] : node))];
        return trees[0] with
        {
            Bias = bias + (weight * trees.Sum(tree => tree.Bias)),
            Roots = Moved(tree => tree.Roots),
            Features = [.. trees.SelectMany(tree => tree.Features)],
            Thresholds = [.. trees.SelectMany(tree => tree.Thresholds)],
            Left = Moved(tree => tree.Left),
            Right = Moved(tree => tree.Right),
            MissingLeft = [.. trees.SelectMany(tree => tree.MissingLeft)],
            Values = [.. trees.SelectMany(tree => tree.Values.Select(value => value * weight))],
            Covers = [.. trees.SelectMany(tree => tree.Covers)],
            CategoryStarts = trees.All(tree => tree.CategoryStarts is null) ? null : CategoryStarts(trees),
            CategoryBits = trees.All(tree => tree.CategoryBits is null) ? null : [.. trees.SelectMany(tree => tree.CategoryBits ?? [])],
        };
    }

    private static int[] CategoryStarts(TreeEnsemble[] trees)
    {
        List<int> starts = [0];
        foreach (TreeEnsemble tree in trees)
        {
            int first = starts[^1];
            for (int node = 1; node <= tree.Features.Length; node++) starts.Add(first + (tree.CategoryStarts?[node] ?? 0));
        }

        return [.. starts];
    }
}
