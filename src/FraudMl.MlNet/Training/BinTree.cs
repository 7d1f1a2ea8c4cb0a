namespace FraudMl;

/// <summary>A tree that finds the bin of a value by halving.</summary>
internal static class BinTree
{
    /// <summary>Returns the tree over bins that end at ascending bounds, inclusive; the last bin has no end.</summary>
    public static SplitTree Of(int feature, IReadOnlyList<double> bounds, IReadOnlyList<double> values)
    {
        List<int> left = [], right = [];
        List<float> thresholds = [];
        Add(0, values.Count - 1);
        return new SplitTree([.. thresholds.Select(_ => feature)], thresholds, left, right, values);

        int Add(int first, int last)
        {
            if (first == last) return ~first;
            int middle = (first + last) / 2, node = thresholds.Count;
            thresholds.Add(SplitTree.Threshold(bounds[middle]));
            left.Add(0);
            right.Add(0);
            left[node] = Add(first, middle);
            right[node] = Add(middle + 1, last);
            return node;
        }
    }
}
