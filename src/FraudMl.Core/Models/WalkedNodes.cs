using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>A node as <see cref="TreeWalker{TNode}"/> walks it; the compiler makes a loop of its own for each kind.</summary>
internal interface IWalkedNode<TNode>
    where TNode : unmanaged, IWalkedNode<TNode>
{
    /// <summary>Returns the node of a split; its right child stands so far behind it, its left one behind that.</summary>
    static abstract TNode Split(TreeEnsemble source, int node, int children, WalkedSets sets);

    /// <summary>Returns the node of a leaf, which leads to itself.</summary>
    static abstract TNode Leaf(int featureTotal);

    /// <summary>Returns where a row goes from the node.</summary>
    int Next(int at, ref float row, ref uint sets);
}

/// <summary>A split by a threshold.</summary>
internal readonly record struct ThresholdNode(float Threshold, ushort Slot, short Children) : IWalkedNode<ThresholdNode>
{
    public static ThresholdNode Split(TreeEnsemble source, int node, int children, WalkedSets sets)
    {
        int feature = source.Features[node], slot = source.MissingLeft[node] ? source.FeatureTotal + feature : feature;
        return new ThresholdNode(source.Thresholds[node], (ushort)slot, (short)children);
    }

    // Zero is at most ∞, so a leaf always takes its left child, which is itself.
    public static ThresholdNode Leaf(int featureTotal) => new(float.PositiveInfinity, (ushort)(2 * featureTotal), -1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int at, ref float row, ref uint sets)
    {
        bool left = Unsafe.Add(ref row, Slot) <= Threshold;
        return at + Children + Unsafe.BitCast<bool, byte>(left);
    }
}

/// <summary>A split by a threshold or by categories, told apart without a branch: one has the empty set and the other a threshold that
/// nothing is at most.</summary>
internal readonly record struct CategoryNode(ThresholdNode Node, int Set) : IWalkedNode<CategoryNode>
{
    // Small numbers as they are would be subnormal, which a processor takes long to compare; from here on 2²⁴ floats are normal.
    private const uint FirstCategory = 0x40000000;

    /// <summary>Returns a number whose bits tell the category that another names.</summary>
    public static float Look(float value)
    {
        uint category = CategorySet.CategoryOf(value);
        return BitConverter.UInt32BitsToSingle(category < CategorySet.MostCategories ? FirstCategory + category : CategorySet.None);
    }

    public static CategoryNode Split(TreeEnsemble source, int node, int children, WalkedSets sets)
    {
        ReadOnlySpan<uint> categories = source.CategoriesOf(node);
        if (categories.IsEmpty) return new CategoryNode(ThresholdNode.Split(source, node, children, sets), WalkedSets.Empty);
        ushort slot = (ushort)(source.FeatureTotal + source.Features[node]);
        return new CategoryNode(new ThresholdNode(float.NaN, slot, (short)children), sets.Add(categories));
    }

    public static CategoryNode Leaf(int featureTotal) => new(ThresholdNode.Leaf(featureTotal), WalkedSets.Empty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int at, ref float row, ref uint sets)
    {
        float value = Unsafe.Add(ref row, Node.Slot);
        uint category = BitConverter.SingleToUInt32Bits(value) - FirstCategory;
        ref uint set = ref Unsafe.Add(ref sets, Set);
        uint word = Unsafe.Add(ref set, 1 + Math.Min(category / 32, set));
        bool left = value <= Node.Threshold;
        return at + Node.Children + (int)(Unsafe.BitCast<bool, byte>(left) | ((word >> (int)category) & 1));
    }
}

/// <summary>Sets of categories one behind the other: the number of words, the words, and a zero for categories beyond them.</summary>
internal sealed class WalkedSets
{
    /// <summary>Where the set without categories is.</summary>
    public const int Empty = 0;

    private readonly List<uint> _words = [0, 0];

    /// <summary>Adds a set and returns where it is.</summary>
    public int Add(ReadOnlySpan<uint> categories)
    {
        int at = _words.Count;
        _words.Add((uint)categories.Length);
        _words.AddRange(categories);
        _words.Add(0);
        return at;
    }

    public uint[] ToArray() => [.. _words];
}
