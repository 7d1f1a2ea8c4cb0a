namespace FraudMl.Tests.TrainerContract;

/// <summary>The shape of one tree of an ensemble.</summary>
internal sealed record TreeShape(int LeafCount, int Depth, double LargestLeaf, IReadOnlyList<int[]> FeaturesOfLevels)
{
    public static TreeShape[] Of(TreeEnsemble trees) => Array.ConvertAll(trees.Roots, root => Of(trees, root));

    private static TreeShape Of(TreeEnsemble trees, int root)
    {
        var levels = new List<int[]>();
        int[] nodes = [root];
        List<int> leaves = [];
        while (nodes.Length > 0)
        {
            int[] splits = [.. nodes.Where(node => trees.Features[node] >= 0)];
            leaves.AddRange(nodes.Except(splits));
            if (splits.Length > 0) levels.Add([.. splits.Select(node => trees.Features[node]).Distinct()]);
            nodes = [.. splits.SelectMany(node => new[] { trees.Left[node], trees.Right[node] })];
        }

        return new TreeShape(leaves.Count, levels.Count, leaves.Max(leaf => Math.Abs(trees.Values[leaf])), levels);
    }
}
