namespace FraudMl.Tests;

/// <summary>Shapley values by their definition: the mean over all subsets of features known before.</summary>
internal static class BruteForceShap
{
    public static double[] Of(TreeEnsemble trees, float[] x)
    {
        int count = x.Length;
        double[] values = [.. Enumerable.Range(0, 1 << count).Select(subset => trees.Roots.Sum(root => Value(trees, root, x, subset)))];
        var shap = new double[count];
        for (int feature = 0; feature < count; feature++)
        {
            for (int subset = 0; subset < values.Length; subset++)
            {
                if ((subset >> feature & 1) != 0) continue;
                int size = int.PopCount(subset);
                double weight = 1;
                for (int k = 1; k <= size; k++) weight *= (double)k / (count - size - 1 + k);
                shap[feature] += weight / count * (values[subset | 1 << feature] - values[subset]);
            }
        }
        return shap;
    }

    private static double Value(TreeEnsemble trees, int node, float[] x, int known)
    {
        int feature = trees.Features[node];
        if (feature < 0) return trees.Values[node];
        if ((known >> feature & 1) != 0) return Value(trees, trees.Next(node, x), x, known);
        double left = trees.Covers[trees.Left[node]], right = trees.Covers[trees.Right[node]];
        double share = left + right > 0 ? left / (left + right) : 0.5;
        return share * Value(trees, trees.Left[node], x, known) + (1 - share) * Value(trees, trees.Right[node], x, known);
    }
}
