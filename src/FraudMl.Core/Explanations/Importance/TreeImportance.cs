namespace FraudMl;

/// <summary>Importances read off the trees.</summary>
internal static class TreeImportance
{
    public static double[] Splits(TreeEnsemble trees)
    {
        var counts = new double[trees.FeatureCount];
        foreach (int feature in trees.Features)
        {
            if (feature >= 0) counts[feature]++;
        }
        return counts;
    }

    /// <summary>The spread that splits take out of the leaf values, weighted by cover: cover_l (v_l − v)² + cover_r (v_r − v)², v the
    /// mean leaf value below.</summary>
    public static double[] Gains(TreeEnsemble trees)
    {
        var gains = new double[trees.FeatureCount];
        double[] means = [.. trees.Values];
        var open = new Stack<(int Node, bool Done)>();
        foreach (int root in trees.Roots) open.Push((root, false));
        while (open.TryPop(out (int Node, bool Done) at))
        {
            if (trees.Features[at.Node] < 0) continue;
            (int left, int right) = (trees.Left[at.Node], trees.Right[at.Node]);
            if (!at.Done)
            {
                open.Push((at.Node, true));
                open.Push((left, false));
                open.Push((right, false));
                continue;
            }
            double coverLeft = trees.Covers[left], coverRight = trees.Covers[right], cover = coverLeft + coverRight;
            if (cover <= 0) continue;
            double mean = (coverLeft * means[left] + coverRight * means[right]) / cover;
            means[at.Node] = mean;
            gains[trees.Features[at.Node]] += coverLeft * Math.Pow(means[left] - mean, 2) + coverRight * Math.Pow(means[right] - mean, 2);
        }
        return gains;
    }
}
