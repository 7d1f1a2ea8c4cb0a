using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>What a split leads to.</summary>
internal enum ChildKind
{
    /// <summary>A split with a state of its own.</summary>
    Split,

    /// <summary>A split into two leaves, which is explained along with the split above it.</summary>
    Stump,

    /// <summary>A leaf.</summary>
    Leaf,
}

/// <summary>A node of a tree that is being laid out for explaining.</summary>
/// <remarks>Its children stand in the order of <see cref="ChildKind"/>, whichever is the left one.</remarks>
internal sealed class ExplainedNode
{
    private readonly int _source;

    private ExplainedNode(TreeEnsemble trees, int source, ExplainedNode? parent)
    {
        (_source, Parent) = (source, parent);
        Feature = trees.Features[source];
        Kind = KindOf(trees, source) is ChildKind.Stump && parent is null ? ChildKind.Split : KindOf(trees, source);
        Expected = trees.Values[source];
    }

    /// <summary>The feature it asks; below 0 for a leaf.</summary>
    public int Feature { get; }

    public float Threshold { get; private set; }

    public bool IsMissingLeft { get; private set; }

    /// <summary>The bits of the categories that go left; null where the threshold decides.</summary>
    public uint[]? Categories { get; private set; }

    public bool IsFirstLeft { get; private set; }

    /// <summary>The split above; null for a root.</summary>
    public ExplainedNode? Parent { get; }

    public ExplainedNode First { get; private set; } = null!;

    public ExplainedNode Second { get; private set; } = null!;

    /// <summary>r = cover(first child) / cover(split), the zero fraction of its first child.</summary>
    public double FirstFraction { get; private set; }

    /// <summary>The last split above on the same feature.</summary>
    public ExplainedNode? Previous { get; private set; }

    /// <summary>Whether the path goes to the first child of <see cref="Previous"/>.</summary>
    public bool IsFirstOfPrevious { get; private set; }

    /// <summary>z, the product of the zero fractions of all splits above on the same feature.</summary>
    public double ZeroFraction { get; private set; } = 1;

    /// <summary>The value of a leaf; of a split, the mean value below by cover.</summary>
    public double Expected { get; private set; }

    /// <summary>The most distinct features on a path through the node.</summary>
    public int PathFeatureCount { get; private set; }

    /// <summary>Its index among the splits of its group.</summary>
    public int Index { get; set; }

    /// <summary>Its kind; a root that splits is a split, whatever it leads to.</summary>
    public ChildKind Kind { get; }

    /// <summary>Reads a tree, without recursion: a deep one would exhaust the stack.</summary>
    /// <returns>The root and the number of splits.</returns>
    public static (ExplainedNode Root, int SplitCount) Of(TreeEnsemble trees, int root)
    {
        List<ExplainedNode> nodes = [];
        Dictionary<int, (ExplainedNode Split, bool IsFirst)> path = [];
        var open = new Stack<(ExplainedNode Node, bool IsDone)>([(new ExplainedNode(trees, root, null), false)]);
        while (open.TryPop(out (ExplainedNode Node, bool IsDone) at))
        {
            if (at.IsDone)
            {
                at.Node.LeavePath(path);
                continue;
            }
            nodes.Add(at.Node);
            at.Node.EnterPath(path);
            if (at.Node.Feature < 0) continue;
            at.Node.Open(trees);
            open.Push((at.Node, true));
            open.Push((at.Node.Second, false));
            open.Push((at.Node.First, false));
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
        return trees.Features[trees.Left[node]] < 0 && trees.Features[trees.Right[node]] < 0 ? ChildKind.Stump : ChildKind.Split;
    }

    // The path has the last split above on each feature.
    private void EnterPath(Dictionary<int, (ExplainedNode Split, bool IsFirst)> path)
    {
        if (Parent is not null) path[Parent.Feature] = (Parent, Parent.First == this);
        PathFeatureCount = path.Count;
        if (!path.TryGetValue(Feature, out (ExplainedNode Split, bool IsFirst) last)) return;
        (Previous, IsFirstOfPrevious) = last;
        ZeroFraction = last.Split.ZeroFraction * (last.IsFirst ? last.Split.FirstFraction : 1 - last.Split.FirstFraction);
    }

    private void LeavePath(Dictionary<int, (ExplainedNode Split, bool IsFirst)> path)
    {
        if (Previous is null) path.Remove(Feature);
        else path[Feature] = (Previous, IsFirstOfPrevious);
    }

    private void Open(TreeEnsemble trees)
    {
        int left = trees.Left[_source], right = trees.Right[_source];
        double leftCover = trees.Covers[left], cover = leftCover + trees.Covers[right], leftFraction = cover > 0 ? leftCover / cover : 0.5;
        (Threshold, IsMissingLeft) = (trees.Thresholds[_source], trees.MissingLeft[_source]);
        ReadOnlySpan<uint> categories = trees.CategoriesOf(_source);
        Categories = categories.IsEmpty ? null : categories.ToArray();
        IsFirstLeft = KindOf(trees, left) <= KindOf(trees, right);
        FirstFraction = IsFirstLeft ? leftFraction : 1 - leftFraction;
        First = new(trees, IsFirstLeft ? left : right, this);
        Second = new(trees, IsFirstLeft ? right : left, this);
    }

    private void Close()
    {
        Expected = FirstFraction * First.Expected + (1 - FirstFraction) * Second.Expected;
        PathFeatureCount = Math.Max(First.PathFeatureCount, Second.PathFeatureCount);
    }
}

/// <summary>
/// A few trees laid out together: parents before children, and as many splits with children of the same kinds as can be beside each other.
/// </summary>
internal sealed class TreeGroup
{
    private const int KindCount = 3;

    public TreeGroup(IReadOnlyList<ExplainedNode> roots, int featureCount)
    {
        List<List<ExplainedNode>> batches = Order(roots);
        List<ExplainedNode> splits = [.. batches.SelectMany(batch => batch)];
        IEnumerable<ExplainedNode> children = splits.SelectMany(split => new[] { split.First, split.Second });
        List<ExplainedNode> stumps = [.. children.Where(child => child.Kind == ChildKind.Stump)];
        SplitCount = splits.Count;
        splits.AddRange(stumps);
        for (int index = 0; index < splits.Count; index++) splits[index].Index = index;
        var layout = new GroupLayout(featureCount);
        Batches = [.. batches.Select(batch => SplitBatch.Of(batch, layout))];
        RootOffsets = [.. roots.Where(root => root.Kind == ChildKind.Split).Select(layout.StateOffset)];
        ZeroFractions = [.. layout.ZeroFractions];
        Fractions = new(splits, featureCount);
        PathFeatureCount = roots.Max(root => root.PathFeatureCount);
    }

    public SplitBatch[] Batches { get; }

    /// <summary>Where the states of the roots that are no leaves are.</summary>
    public uint[] RootOffsets { get; }

    /// <summary>The z for which <see cref="QuadraturePass"/> keeps q; the first is 1, of splits that repeat no feature.</summary>
    public double[] ZeroFractions { get; }

    public PathFractions Fractions { get; }

    /// <summary>The number of splits that have a state.</summary>
    public int SplitCount { get; }

    /// <summary>The most distinct features on a path.</summary>
    public int PathFeatureCount { get; }

    private static List<List<ExplainedNode>> Order(IReadOnlyList<ExplainedNode> roots)
    {
        List<List<ExplainedNode>> batches = [];
        List<ExplainedNode>[] ready = [.. Enumerable.Range(0, KindCount * KindCount).Select(_ => new List<ExplainedNode>())];
        foreach (ExplainedNode root in roots) Offer(root);
        while (ready.Any(same => same.Count > 0))
        {
            // Splits above no other split can wait until the end.
            List<ExplainedNode> next = ready.Take(KindCount).MaxBy(same => same.Count)!;
            if (next.Count == 0) next = ready.First(same => same.Count > 0);
            for (int i = 0; i < next.Count; i++)
            {
                Offer(next[i].First);
                Offer(next[i].Second);
            }
            batches.Add([.. next]);
            next.Clear();
        }
        return batches;

        void Offer(ExplainedNode node)
        {
            if (node.Kind == ChildKind.Split) ready[(int)node.First.Kind * KindCount + (int)node.Second.Kind].Add(node);
        }
    }
}

/// <summary>Says where the state and the q of each split are kept, in bytes, while a group is laid out.</summary>
internal sealed class GroupLayout(int featureCount)
{
    private readonly List<double> _zeroFractions = [1];

    public IReadOnlyList<double> ZeroFractions => _zeroFractions;

    public uint StateOffset(ExplainedNode split) => RowMemory.StateOffset(split.Index, featureCount);

    public uint ParticipationOffset(ExplainedNode split)
    {
        if (split.Previous is null) return 0;
        _zeroFractions.Add(split.ZeroFraction);
        return checked((uint)((_zeroFractions.Count - 1) * Unsafe.SizeOf<Vector512<double>>()));
    }
}
