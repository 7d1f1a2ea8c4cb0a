namespace FraudMl.Tests;

/// <summary>Random trees with features asked again along a path, missing values going either way, and rows
/// that sit on thresholds.</summary>
internal static class RandomTrees
{
    public static TreeEnsemble Grow(Random random, int treeCount, int featureCount, int leafCount, int maxDepth)
    {
        var builder = new TreeEnsembleBuilder(featureCount) { Bias = -1.5 };
        for (int tree = 0; tree < treeCount; tree++) builder.Add(Tree(random, featureCount, leafCount, maxDepth));
        return builder.Build();
    }

    public static float[] Row(Random random, int featureCount) =>
        [.. Enumerable.Range(0, featureCount).Select(_ => random.Next(10) == 0 ? float.NaN : random.Next(-10, 11) / 10f)];

    private static SplitTree Tree(Random random, int featureCount, int leafCount, int maxDepth)
    {
        List<int> features = [], left = [], right = [];
        List<float> thresholds = [];
        List<double> splitCovers = [], leafCovers = [], leaves = [];
        List<bool> missing = [];
        // A leaf that may still be split: where it hangs, and how deep.
        List<(int Parent, bool Left, int Depth, double Cover)> open = [(-1, true, 0, 1000)];
        while (open.Exists(leaf => leaf.Depth < maxDepth) && features.Count + 1 < leafCount)
        {
            int at = random.Next(open.Count);
            if (open[at].Depth >= maxDepth) continue;
            (int parent, bool isLeft, int depth, double cover) = open[at];
            open.RemoveAt(at);
            int split = features.Count;
            if (parent >= 0) (isLeft ? left : right)[parent] = split;
            features.Add(random.Next(featureCount));
            thresholds.Add(random.Next(-8, 9) / 10f);
            left.Add(0);
            right.Add(0);
            missing.Add(random.Next(2) == 0);
            splitCovers.Add(cover);
            double share = 0.1 + 0.8 * random.NextDouble();
            open.Add((split, true, depth + 1, cover * share));
            open.Add((split, false, depth + 1, cover * (1 - share)));
        }
        foreach ((int parent, bool isLeft, _, double cover) in open)
        {
            if (parent >= 0) (isLeft ? left : right)[parent] = ~leaves.Count;
            leaves.Add(random.NextDouble() - 0.5);
            leafCovers.Add(cover);
        }
        return new SplitTree(features, thresholds, left, right, leaves) { MissingLeft = missing, SplitCovers = splitCovers,
            LeafCovers = leafCovers };
    }
}
