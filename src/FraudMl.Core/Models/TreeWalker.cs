using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>
/// A tree ensemble laid out for scoring: eight trees are walked side by side, so that the processor works on one while it waits for the
/// memory of another. Trees of like depth stand together; a leaf leads to itself until the deepest of the eight has arrived.
/// </summary>
internal sealed class TreeWalker<TNode> : ITreeLayout
    where TNode : unmanaged, IWalkedNode<TNode>
{
    private const int Lanes = 8;
    private const int MostStackFeatures = 1024;

    private readonly int _rowLength;
    private readonly int[] _categorical;
    private readonly TNode[] _nodes;
    private readonly uint[] _sets;
    private readonly double[] _values;
    private readonly int[] _roots;
    private readonly int[] _depths;

    private TreeWalker(TreeEnsemble source, TNode[] nodes, uint[] sets, double[] values, int[] roots, int[] depths)
    {
        (_rowLength, _categorical) = (source.FeatureTotal, [.. CategoryWidths.Of(source).Keys]);
        (_nodes, _sets, _values, _roots, _depths) = (nodes, sets, values, roots, depths);
    }

    /// <summary>Lays the trees out; null when a tree or the row is too wide for 16-bit numbers.</summary>
    public static TreeWalker<TNode>? Of(TreeEnsemble source)
    {
        (int Root, int Depth)[] trees = [.. source.Roots.Select(root => (root, TreeShape.Of(source, root).Depth))
            .OrderBy(tree => tree.Item2)];
        if (source.FeatureTotal >= ushort.MaxValue / 2) return null;
        var nodes = new List<TNode>();
        var sets = new WalkedSets();
        var values = new List<double>();
        var roots = new int[(trees.Length + Lanes - 1) / Lanes * Lanes];
        var depths = new int[roots.Length / Lanes];
        for (int tree = 0; tree < roots.Length; tree++)
        {
            roots[tree] = nodes.Count;
            if (tree >= trees.Length) Add(nodes, values, TNode.Leaf(source.FeatureTotal), 0);
            else if (!TryAdd(source, trees[tree].Root, nodes, sets, values)) return null;
            if (tree < trees.Length) depths[tree / Lanes] = trees[tree].Depth;
        }

        return new TreeWalker<TNode>(source, [.. nodes], sets.ToArray(), [.. values], roots, depths);
    }

    public void AddTo(Span<double> margins, ReadOnlySpan<float> rows)
    {
        int width = _rowLength, slots = (2 * width) + 1;
        float[]? rented = slots > MostStackFeatures ? ArrayPool<float>.Shared.Rent(slots) : null;
        Span<float> row = rented is null ? stackalloc float[slots] : rented;
        for (int i = 0; i < margins.Length; i++)
        {
            Spread(rows.Slice(i * width, width), row);
            margins[i] += Sum(row);
        }

        if (rented is not null) ArrayPool<float>.Shared.Return(rented);
    }

    // The row twice, then a zero for leaves to look at. In the second copy a missing value is −∞ and goes left; in the first it goes right.
    // A feature that is split by categories has its category in the second.
    private void Spread(ReadOnlySpan<float> features, Span<float> row)
    {
        features.CopyTo(row);
        Span<float> second = row.Slice(features.Length, features.Length);
        for (int i = 0; i < features.Length; i++) second[i] = float.IsNaN(features[i]) ? float.NegativeInfinity : features[i];
        foreach (int feature in _categorical) second[feature] = CategoryNode.Look(features[feature]);
        row[2 * features.Length] = 0;
    }

    // References without bounds checks: Of has walked every node, and a row is as long as it says.
    private double Sum(ReadOnlySpan<float> row)
    {
        ref TNode nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref uint sets = ref MemoryMarshal.GetArrayDataReference(_sets);
        ref float features = ref MemoryMarshal.GetReference(row);
        double first = 0, second = 0;
        for (int group = 0; group < _depths.Length; group++)
        {
            ReadOnlySpan<int> roots = _roots.AsSpan(group * Lanes, Lanes);
            int a = roots[0], b = roots[1], c = roots[2], d = roots[3], e = roots[4], f = roots[5], g = roots[6], h = roots[7];
            for (int level = _depths[group]; level > 0; level--)
            {
                a = Unsafe.Add(ref nodes, a).Next(a, ref features, ref sets);
                b = Unsafe.Add(ref nodes, b).Next(b, ref features, ref sets);
                c = Unsafe.Add(ref nodes, c).Next(c, ref features, ref sets);
                d = Unsafe.Add(ref nodes, d).Next(d, ref features, ref sets);
                e = Unsafe.Add(ref nodes, e).Next(e, ref features, ref sets);
                f = Unsafe.Add(ref nodes, f).Next(f, ref features, ref sets);
                g = Unsafe.Add(ref nodes, g).Next(g, ref features, ref sets);
                h = Unsafe.Add(ref nodes, h).Next(h, ref features, ref sets);
            }

            first += _values[a] + _values[b] + (_values[c] + _values[d]);
            second += _values[e] + _values[f] + (_values[g] + _values[h]);
        }

        return first + second;
    }

    // Level by level; the right child stands at Children, the left one behind it.
    private static bool TryAdd(TreeEnsemble source, int root, List<TNode> nodes, WalkedSets sets, List<double> values)
    {
        var queue = new Queue<(int From, int To)>([(root, nodes.Count)]);
        Add(nodes, values, default, 0);
        while (queue.TryDequeue(out (int From, int To) node))
        {
            int feature = source.Features[node.From], children = nodes.Count - node.To;
            if (feature < 0)
            {
                nodes[node.To] = TNode.Leaf(source.FeatureTotal);
                values[node.To] = source.Values[node.From];
                continue;
            }

            if (children > short.MaxValue) return false;
            nodes[node.To] = TNode.Split(source, node.From, children, sets);
            queue.Enqueue((source.Right[node.From], nodes.Count));
            Add(nodes, values, default, 0);
            queue.Enqueue((source.Left[node.From], nodes.Count));
            Add(nodes, values, default, 0);
        }

        return true;
    }

    private static void Add(List<TNode> nodes, List<double> values, TNode node, double value)
    {
        nodes.Add(node);
        values.Add(value);
    }
}
