namespace FraudMl;

/// <summary>A node of a tree that is being laid out for explaining. Its children stand in the order of <see cref="ChildKind"/>, whichever is the left one.</summary>
internal sealed class ExplainedNode
{
    private readonly Dictionary<int, (ExplainedNode Split, bool IsFirst)> _path;
    private readonly int _source;

    private ExplainedNode(TreeEnsemble trees, int source, Dictionary<int, (ExplainedNode Split, bool IsFirst)> path, bool isRoot)
    {
        (_source, _path) = (source, path);
        Feature = trees.Features[source];
        Kind = KindOf(trees, source) is ChildKind.Fork && isRoot ? ChildKind.Split : KindOf(trees, source);
        Expected = trees.Values[source];
        PathFeatureCount = path.Count;
        if (!path.TryGetValue(Feature, out (ExplainedNode Split, bool IsFirst) last)) return;
        (Before, IsFirstOfBefore) = last;
        Through = last.Split.Through * (last.IsFirst ? last.Split.FirstShare : 1 - last.Split.FirstShare);
    }

    /// <summary>The feature it asks; below 0 for a leaf.</summary>
    public int Feature { get; }

    public float Threshold { get; private set; }

    public bool IsMissingLeft { get; private set; }

    public bool IsFirstLeft { get; private set; }

    public ExplainedNode First { get; private set; } = null!;

    public ExplainedNode Second { get; private set; } = null!;

    /// <summary>The share of its training rows that went to its first child.</summary>
    public double FirstShare { get; private set; }

    /// <summary>The last split above on the same feature.</summary>
    public ExplainedNode? Before { get; }

    /// <summary>Whether the path goes to the first child of <see cref="Before"/>.</summary>
    public bool IsFirstOfBefore { get; }

    /// <summary>The share of training rows that all splits above on the same feature together let through.</summary>
    public double Through { get; } = 1;

    /// <summary>The value of a leaf; of a split, the mean value below by cover.</summary>
    public double Expected { get; private set; }

    /// <summary>The most distinct features on a path through the node.</summary>
    public int PathFeatureCount { get; private set; }

    /// <summary>Where it is laid out.</summary>
    public int Place { get; set; }

    /// <summary>Its kind; a root that splits is a split, whatever it leads to.</summary>
    public ChildKind Kind { get; }

    /// <summary>Reads a tree, level by level: a deep tree would exhaust the stack.</summary>
    /// <returns>The root and the number of splits.</returns>
    public static (ExplainedNode Root, int SplitCount) Of(TreeEnsemble trees, int root)
    {
        List<ExplainedNode> nodes = [new(trees, root, [], isRoot: true)];
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Feature >= 0) nodes[i].Open(trees, nodes);
        }
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (nodes[i].Feature >= 0) nodes[i].Close();
        }
        return (nodes[0], nodes.Count / 2);
    }

    private static ChildKind KindOf(TreeEnsemble trees, int node)
    {
        if (trees.Features[node] < 0) return ChildKind.Leaf;
        return trees.Features[trees.Left[node]] < 0 && trees.Features[trees.Right[node]] < 0 ? ChildKind.Fork : ChildKind.Split;
    }

    private void Open(TreeEnsemble trees, List<ExplainedNode> nodes)
    {
        int left = trees.Left[_source], right = trees.Right[_source];
        double leftCover = trees.Covers[left], cover = leftCover + trees.Covers[right], leftShare = cover > 0 ? leftCover / cover : 0.5;
        (Threshold, IsMissingLeft) = (trees.Thresholds[_source], trees.MissingLeft[_source]);
        IsFirstLeft = KindOf(trees, left) <= KindOf(trees, right);
        FirstShare = IsFirstLeft ? leftShare : 1 - leftShare;
        First = new(trees, IsFirstLeft ? left : right, new(_path) { [Feature] = (this, true) }, isRoot: false);
        Second = new(trees, IsFirstLeft ? right : left, new(_path) { [Feature] = (this, false) }, isRoot: false);
        nodes.Add(First);
        nodes.Add(Second);
    }

    private void Close()
    {
        Expected = FirstShare * First.Expected + (1 - FirstShare) * Second.Expected;
        PathFeatureCount = Math.Max(First.PathFeatureCount, Second.PathFeatureCount);
    }
}
