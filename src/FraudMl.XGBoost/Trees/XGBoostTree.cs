namespace FraudMl;

/// <summary>One tree as XGBoost saves it: nodes in arrays, the root first; a leaf has no children and its value where a split has its threshold.</summary>
internal sealed record XGBoostTree(
    int[] LeftChildren, int[] RightChildren, int[] SplitIndices, float[] SplitConditions, int[] DefaultLeft, float[] SumHessian, int[]? SplitType)
{
    public SplitTree ToSplitTree()
    {
        if (SplitType is not null && SplitType.AsSpan().ContainsAnyExcept(0))
            throw new FraudMlException("This XGBoost model splits on categories, and those can't be read. Encode categories before training.");
        // Pruning leaves nodes behind that no parent leads to.
        int[] reached = Reached();
        int[] splits = [.. reached.Where(node => LeftChildren[node] >= 0)], leaves = [.. reached.Where(node => LeftChildren[node] < 0)];
        var places = new int[LeftChildren.Length];
        for (int i = 0; i < splits.Length; i++) places[splits[i]] = i;
        for (int i = 0; i < leaves.Length; i++) places[leaves[i]] = ~i;
        T[] At<T>(int[] nodes, Func<int, T> value) => Array.ConvertAll(nodes, node => value(node));
        return new SplitTree(
            At(splits, node => SplitIndices[node]), At(splits, node => AtMost(SplitConditions[node])), At(splits, node => places[LeftChildren[node]]),
            At(splits, node => places[RightChildren[node]]), At(leaves, node => (double)SplitConditions[node]))
        {
            MissingLeft = At(splits, node => DefaultLeft[node] != 0),
            SplitCovers = At(splits, node => (double)SumHessian[node]),
            LeafCovers = At(leaves, node => (double)SumHessian[node]),
        };
    }

    /// <summary>Returns the largest float below a threshold: XGBoost goes left when value &lt; threshold, we when value ≤ threshold.</summary>
    // No value is below −∞, and none is ≤ NaN.
    internal static float AtMost(float below) => float.IsNegativeInfinity(below) ? float.NaN : MathF.BitDecrement(below);

    private int[] Reached()
    {
        List<int> nodes = [0];
        for (int i = 0; i < nodes.Count; i++)
        {
            if (LeftChildren[nodes[i]] >= 0) nodes.AddRange([LeftChildren[nodes[i]], RightChildren[nodes[i]]]);
        }

        return [.. nodes];
    }
}
