namespace FraudMl.Tests.Models;

/// <summary>Seeded trees over features in [0, 1], grown at random leaves; the first features may have so many categories instead.</summary>
internal static class RandomTrees
{
    public static TreeEnsemble Of(Random random, int treeCount, int leafCount, int featureCount,
        params int[] categoryCounts)
    {
        var builder = new TreeEnsembleBuilder(featureCount) { Bias = random.NextDouble() };
        for (int tree = 0; tree < treeCount; tree++)
        {
            List<int> features = [], left = [], right = [];
            List<float> thresholds = [];
            List<bool> missingLeft = [];
            List<uint[]?> categories = [];
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
                categories.Add(features[^1] < categoryCounts.Length ? Categories(random, categoryCounts[features[^1]]) : null);
                missingLeft.Add(categories[^1] is null && random.Next(2) == 0);
                left.Add(0);
                right.Add(0);
                open.AddRange([(split, true), (split, false)]);
            }

            for (int leaf = 0; leaf < open.Count; leaf++) (open[leaf].IsLeft ? left : right)[open[leaf].Split] = ~leaf;
            builder.Add(new SplitTree(features, thresholds, left, right,
                [.. Enumerable.Range(0, leafCount).Select(_ => random.NextDouble() - 0.5)])
            {
                MissingLeft = missingLeft,
                Categories = categories,
            });
        }

        return builder.Build();
    }

    /// <summary>Walks a tree as it is defined.</summary>
    public static int Leaf(TreeEnsemble trees, int node, ReadOnlySpan<float> row)
    {
        while (trees.Features[node] >= 0)
        {
            float value = row[trees.Features[node]];
            int[] categories = CategoriesOf(trees, node);
            bool left = categories.Length > 0 ? categories.Any(category => value == category)
                : float.IsNaN(value) ? trees.MissingLeft[node] : value <= trees.Thresholds[node];
            node = left ? trees.Left[node] : trees.Right[node];
        }

        return node;
    }

    /// <summary>Returns a row; categories may be missing, negative, unknown, broken or beyond every set.</summary>
    public static float[] Row(Random random, int featureCount, params int[] categoryCounts) =>
        [.. Enumerable.Range(0, featureCount).Select(feature => random.Next(8) == 0 ? float.NaN
            : feature >= categoryCounts.Length ? (float)random.NextDouble() : Category(random, categoryCounts[feature]))];

    private static float Category(Random random, int count) => random.Next(12) switch
    {
        0 => -1 - random.Next(3),
        1 => random.Next(count) + 0.5f,
        2 => count + random.Next(100),
        3 => random.Next(2) == 0 ? float.PositiveInfinity : float.NegativeInfinity,
        4 => random.Next(2) == 0 ? 4294967296f : 16777216f,
        5 => -0f,
        _ => random.Next(count),
    };

    private static uint[] Categories(Random random, int count)
    {
        var words = new uint[(count + 31) / 32];
        for (int i = random.Next(1, 33); i > 0; i--)
        {
            int category = random.Next(count);
            words[category / 32] |= 1u << (category % 32);
        }

        return words;
    }

    private static int[] CategoriesOf(TreeEnsemble trees, int node) => trees.CategoryStarts is not { } starts ? []
        : [.. Enumerable.Range(0, 32 * (starts[node + 1] - starts[node]))
            .Where(category => (trees.CategoryBits![starts[node] + (category / 32)] >> (category % 32) & 1) != 0)];
}
