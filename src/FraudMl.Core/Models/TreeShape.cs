namespace FraudMl;

/// <summary>How deep a tree is and how many leaves it has; and whether an ensemble's arrays are trees at all.</summary>
internal static class TreeShape
{
    private const string Part = "the tree ensemble is broken: it";

    /// <summary>Throws unless every array fits the others and every node belongs to one tree, in memory and time of
    /// the arrays' length.</summary>
    public static void Require(TreeEnsemble trees)
    {
        int count = Damaged.Required(trees.Features, Part, "features").Length;
        Damaged.Length(trees.Thresholds, count, Part, "thresholds");
        Damaged.Length(trees.Left, count, Part, "left children");
        Damaged.Length(trees.Right, count, Part, "right children");
        Damaged.Length(trees.MissingLeft, count, Part, "values of missingLeft");
        Damaged.Length(trees.Values, count, Part, "values");
        Damaged.Length(trees.Covers, count, Part, "covers");
        Damaged.Numbers([trees.Bias], Part, "biases");
        for (int node = 0; node < count; node++)
        {
            Damaged.Unless(trees.Features[node] < trees.FeatureTotal, Part, "splits on a feature that a row does not have");
            Damaged.Unless(trees.Features[node] >= 0 || !double.IsNaN(trees.Values[node]), Part, "has values that are no numbers");
            Damaged.Unless(double.IsFinite(trees.Covers[node]) && trees.Covers[node] >= 0, Part, "has covers below 0 or without end");
        }

        RequireCategories(trees);
        int[] roots = Damaged.Required(trees.Roots, Part, "roots");
        Damaged.Unless(roots.Length == 0 || roots[0] == 0, Part, "has nodes before its first root");
        var isReached = new bool[count];
        for (int tree = 0; tree < roots.Length; tree++)
        {
            int end = tree + 1 < roots.Length ? roots[tree + 1] : count;
            Damaged.Unless(roots[tree] >= 0 && roots[tree] < end && end <= count, Part, "has roots that do not ascend");
            Reach(trees, roots[tree], end, isReached);
        }
    }

    /// <summary>Returns the most splits between a root and a leaf, and the number of leaves, of a sound tree.</summary>
    public static (int Depth, int LeafCount) Of(TreeEnsemble trees, int root)
    {
        int deepest = 0, leaves = 0;
        var open = new Stack<(int Node, int Depth)>([(root, 0)]);
        while (open.TryPop(out (int Node, int Depth) at))
        {
            deepest = Math.Max(deepest, at.Depth);
            if (trees.Features[at.Node] < 0)
            {
                leaves++;
                continue;
            }

            open.Push((trees.Left[at.Node], at.Depth + 1));
            open.Push((trees.Right[at.Node], at.Depth + 1));
        }

        return (deepest, leaves);
    }

    private static void RequireCategories(TreeEnsemble trees)
    {
        if (trees.CategoryStarts is null && trees.CategoryBits is null) return;
        int[] starts = Damaged.Required(trees.CategoryStarts, Part, "starts of categories");
        uint[] bits = Damaged.Required(trees.CategoryBits, Part, "bits of categories");
        Damaged.Length(starts, trees.Features.Length + 1, Part, "starts of categories");
        Damaged.Unless(starts[0] == 0 && starts[^1] == bits.Length, Part, "has bits of categories that belong to no node");
        Dictionary<int, bool> splitsByCategories = [];
        for (int node = 0; node < trees.Features.Length; node++)
        {
            Damaged.Unless(starts[node] <= starts[node + 1] && starts[node + 1] <= bits.Length, Part,
                "has starts of categories that do not ascend");
            ReadOnlySpan<uint> categories = trees.CategoriesOf(node);
            Damaged.Unless(categories.Length <= CategorySet.MostWords, Part, "has a category that a float32 can't hold");
            if (trees.Features[node] < 0)
            {
                Damaged.Unless(categories.IsEmpty, Part, "has a leaf with categories");
                continue;
            }

            Damaged.Unless(categories.IsEmpty || (categories.ContainsAnyExcept(0u) && !trees.MissingLeft[node]), Part,
                "has a node whose categories are none, or send a missing value left");
            splitsByCategories.TryAdd(trees.Features[node], !categories.IsEmpty);
            Damaged.Unless(splitsByCategories[trees.Features[node]] == !categories.IsEmpty, Part,
                "splits a feature by categories here and by a threshold there");
        }
    }

    // Nodes of a tree stand together and its root is the first of them. A node that is reached twice would make a cycle, or the tree
    // grow without end.
    private static void Reach(TreeEnsemble trees, int root, int end, bool[] isReached)
    {
        var open = new Stack<int>([root]);
        while (open.TryPop(out int node))
        {
            Damaged.Unless(node >= root && node < end, Part, "has a node that leads outside its tree");
            Damaged.Unless(!isReached[node], Part, "has a node that two ways in its tree lead to");
            isReached[node] = true;
            if (trees.Features[node] < 0) continue;
            open.Push(trees.Left[node]);
            open.Push(trees.Right[node]);
        }
    }
}
