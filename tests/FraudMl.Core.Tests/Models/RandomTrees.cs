namespace FraudMl.Tests.Models;

/// <summary>Seeded trees over features in [0, 1], grown at random leaves.</summary>
internal static class RandomTrees
{
    public static TreeEnsemble Of(Random random, int treeCount, int leafCount, int featureCount)
    {
        var builder = new TreeEnsembleBuilder(featureCount) { Bias = random.NextDouble() };
        for (int tree = 0; tree < treeCount; tree++)
        {
            List<int> features = [], left = [], right = [];
            List<float> thresholds = [];
            List<bool> missingLeft = [];
            List<(int Split, bool IsLeft)> open = [];
            for (int split = 0; split < leafCount - 1; split++)
            {
                if (open.Count > 0)
                {
                    int chosen = random.Next(open.Count);
                    (int parent, bool isLeft) = open[chosen];
                    (isLeft ? left : right)[parent] = split;
                    open[chosen] = open[^1];
                    open.RemoveAt(open.Count - 1);
                }

                features.Add(random.Next(featureCount));
                thresholds.Add((float)random.NextDouble());
                missingLeft.Add(random.Next(2) == 0);
                left.Add(0);
                right.Add(0);
                open.AddRange([(split, true), (split, false)]);
            }

            for (int leaf = 0; leaf < open.Count; leaf++) (open[leaf].IsLeft ? left : right)[open[leaf].Split] = ~leaf;
            builder.Add(new SplitTree(features, thresholds, left, right,
                [.. Enumerable.Range(0, leafCount).Select(_ => random.NextDouble() - 0.5)]) { MissingLeft = missingLeft });
        }

        return builder.Build();
    }

    /// <summary>Walks a tree as it is defined.</summary>
    public static int Leaf(TreeEnsemble trees, int node, ReadOnlySpan<float> row)
    {
        while (trees.Features[node] >= 0)
        {
            float value = row[trees.Features[node]];
            bool left = float.IsNaN(value) ? trees.MissingLeft[node] : value <= trees.Thresholds[node];
            node = left ? trees.Left[node] : trees.Right[node];
        }

        return node;
    }
}
