namespace FraudMl;

/// <summary>One tree as XGBoost saves it: nodes in arrays, the root first; a leaf has no children and its value where a
/// split has its threshold.</summary>
/// <remarks>XGBoost goes left when value &lt; threshold, we when value ≤ threshold: a threshold becomes the
/// largest float below it.</remarks>
internal sealed record XGBoostTree(
    int[] LeftChildren, int[] RightChildren, int[] SplitIndices, float[] SplitConditions, int[] DefaultLeft, float[] SumHessian,
    int[]? SplitType)
{
    public SplitTree ToSplitTree()
    {
        if (SplitType is not null && SplitType.AsSpan().ContainsAnyExcept(0))
            throw new FraudMlException("This XGBoost model splits on categories, and those can't be read. Encode categories "
                + "before training.");
        // Pruning leaves nodes behind that no parent leads to.
        int[] reached = Reached();
        int[] splits = [.. reached.Where(node => LeftChildren[node] >= 0)], leaves = [.. reached.Where(node => LeftChildren[node] < 0)];
        var places = new int[LeftChildren.Length];
        for (int i = 0; i < splits.Length; i++) places[splits[i]] = i;
        for (int i = 0; i < leaves.Length; i++) places[leaves[i]] = ~i;
        T[] At<T>(int[] nodes, Func<int, T> value) => Array.ConvertAll(nodes, node => value(node));
        // Nothing is below −∞: all but missing values go right, which is to say, left of ∞ with the children changed over.
        bool IsChanged(int node) => float.IsNegativeInfinity(SplitConditions[node]);
        return new SplitTree(
            At(splits, node => SplitIndices[node]),
            At(splits, node => IsChanged(node) ? float.PositiveInfinity : MathF.BitDecrement(SplitConditions[node])),
            At(splits, node => places[(IsChanged(node) ? RightChildren : LeftChildren)[node]]), At(splits,
                node => places[(IsChanged(node) ? LeftChildren : RightChildren)[node]]), At(leaves, node => (double)SplitConditions[node]))
        {
            MissingLeft = At(splits, node => DefaultLeft[node] != 0 != IsChanged(node)),
            SplitCovers = At(splits, node => (double)SumHessian[node]),
            LeafCovers = At(leaves, node => (double)SumHessian[node]),
        };
    }

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
