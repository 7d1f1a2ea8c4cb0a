using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>
/// Trees of few leaves, scored without walking them (QuickScorer: Lucchese et al., SIGIR 2015). A tree has a bit per leaf, from left to
/// right. A row for which a split is false (value > threshold) can't exit at the leaves to its left, and the
/// split's mask clears their bits; the lowest bit that is left is the exit leaf.
/// </summary>
/// <remarks>
/// The splits of a feature stand in the order of their thresholds, so the false ones are the first few. They are cut into blocks of
/// sixteen; the masks of all splits before a block are joined beforehand to its prefix, a mask per tree. A row takes a prefix per feature
/// and at most fifteen single splits more. Of a feature split by categories, each category has a prefix of all its false splits.
/// </remarks>
internal sealed class QuickScorer<TMask> : ITreeLayout
    where TMask : unmanaged, IBinaryInteger<TMask>
{
    public const int Lanes = 8;
    public const int BlockSize = 2 * Lanes;

    /// <value>The features that trees split by thresholds.</value>
    public required FeatureBlocks[] Features { get; init; }

    /// <value>The features that trees split by categories.</value>
    public required CategoryPrefixes[] Categories { get; init; }

    /// <value>The last threshold of each full block; each feature's are followed by ∞ up to a multiple of eight.</value>
    public required float[] BlockEnds { get; init; }

    /// <value>The threshold of each split; each feature's end with ∞ to the end of a block, or a block of ∞ if the last was full.</value>
    public required float[] Thresholds { get; init; }

    /// <value>The mask of each split.</value>
    public required SplitMask[] Splits { get; init; }

    /// <value>The masks of all splits of a feature before each block, joined; for its first block, what a missing value clears.
    /// Behind those of all blocks, the masks that each category clears.</value>
    public required AlignedBytes Prefixes { get; init; }

    /// <value>The values of the leaves; each tree has as many as a mask has bits.</value>
    public required double[] Values { get; init; }

    /// <value>The number of trees, with empty ones up to a multiple of <see cref="TreeUnit"/>.</value>
    public required int TreeCount { get; init; }

    public required int RowLength { get; init; }

    public static int TreeUnit => 2 * Vector<TMask>.Count;

    [SkipLocalsInit]
    public void AddTo(Span<double> margins, ReadOnlySpan<float> rows)
    {
        Span<int> prefixes = stackalloc int[Features.Length + Categories.Length];
        Span<int> singles = stackalloc int[(Features.Length + 1) * BlockSize];
        Span<TMask> leaves = stackalloc TMask[TreeCount];
        for (int i = 0; i < margins.Length; i++)
        {
            (int prefixCount, int singleCount) = FindFalse(rows.Slice(i * RowLength, RowLength), prefixes, singles);
            JoinPrefixes(prefixes[..prefixCount], leaves);
            JoinSingles(singles[..singleCount], leaves);
            margins[i] += Sum(leaves);
        }
    }

    // Finds where the prefixes begin that hold for a row, and the false splits beyond them. A feature writes all sixteen of its block and
    // goes on behind those that count, which is quicker than to branch. No threshold is less than a missing value.
    private (int PrefixCount, int SingleCount) FindFalse(ReadOnlySpan<float> row, Span<int> prefixes, Span<int> singles)
    {
        int prefixCount = 0, singleCount = 0;
        foreach (ref readonly FeatureBlocks feature in Features.AsSpan())
        {
            float value = row[feature.Feature];
            Vector256<float> values = Vector256.Create(value);
            int block = feature.FirstBlock;
            for (int end = feature.FirstEnd; end < feature.LastEnd; end += Lanes) block += CountBelow(ref BlockEnds[end], values);
            int first = block * BlockSize;
            Vector256<int> splits = Vector256.Create(first) + Vector256<int>.Indices;
            splits.CopyTo(singles[singleCount..]);
            (splits + Vector256.Create(Lanes)).CopyTo(singles[(singleCount + Lanes)..]);
            singleCount += CountBelow(ref Thresholds[first], values) + CountBelow(ref Thresholds[first + Lanes], values);
            prefixes[prefixCount] = block * TreeCount;
            prefixCount += Unsafe.BitCast<bool, byte>(block > feature.FirstBlock | float.IsNaN(value));
        }

        foreach (ref readonly CategoryPrefixes feature in Categories.AsSpan())
        {
            uint category = Math.Min(CategorySet.CategoryOf(row[feature.Feature]), (uint)feature.Count);
            prefixes[prefixCount++] = (feature.FirstPrefix + (int)category) * TreeCount;
        }

        return (prefixCount, singleCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountBelow(ref float thresholds, Vector256<float> values) =>
        BitOperations.PopCount(Vector256.LessThan(Vector256.LoadUnsafe(ref thresholds), values).ExtractMostSignificantBits());

    // References without bounds checks: a prefix is as long as the leaves.
    private void JoinPrefixes(ReadOnlySpan<int> prefixes, Span<TMask> leaves)
    {
        ref TMask masks = ref Unsafe.As<byte, TMask>(ref MemoryMarshal.GetReference(Prefixes.Span));
        ref TMask target = ref MemoryMarshal.GetReference(leaves);
        for (int tree = 0; Vector512.IsHardwareAccelerated && tree < leaves.Length; tree += Vector512<TMask>.Count)
        {
            Vector512<TMask> joined = Vector512<TMask>.AllBitsSet;
            foreach (int prefix in prefixes) joined &= Vector512.LoadUnsafe(ref masks, (nuint)(prefix + tree));
            joined.StoreUnsafe(ref target, (nuint)tree);
        }

        for (int tree = 0; !Vector512.IsHardwareAccelerated && tree < leaves.Length; tree += TreeUnit)
        {
            Vector<TMask> first = Vector<TMask>.AllBitsSet, second = first;
            foreach (int prefix in prefixes)
            {
                ref TMask mask = ref Unsafe.Add(ref masks, prefix + tree);
                first &= Vector.LoadUnsafe(ref mask);
                second &= Vector.LoadUnsafe(ref mask, (nuint)Vector<TMask>.Count);
            }

            first.StoreUnsafe(ref target, (nuint)tree);
            second.StoreUnsafe(ref target, (nuint)(tree + Vector<TMask>.Count));
        }
    }

    private void JoinSingles(ReadOnlySpan<int> singles, Span<TMask> leaves)
    {
        ref SplitMask splits = ref MemoryMarshal.GetArrayDataReference(Splits);
        ref TMask target = ref MemoryMarshal.GetReference(leaves);
        foreach (int single in singles)
        {
            ref SplitMask split = ref Unsafe.Add(ref splits, single);
            Unsafe.Add(ref target, split.Tree) &= split.Mask;
        }
    }

    private double Sum(ReadOnlySpan<TMask> leaves)
    {
        ref double values = ref MemoryMarshal.GetArrayDataReference(Values);
        ref TMask masks = ref MemoryMarshal.GetReference(leaves);
        double first = 0, second = 0;
        for (int tree = 0; tree < leaves.Length; tree += 4)
        {
            first += Value(ref values, ref masks, tree) + Value(ref values, ref masks, tree + 1);
            second += Value(ref values, ref masks, tree + 2) + Value(ref values, ref masks, tree + 3);
        }

        return first + second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Value(ref double values, ref TMask masks, int tree) =>
        Unsafe.Add(ref values, (tree * Unsafe.SizeOf<TMask>() * 8)
            + int.CreateTruncating(TMask.TrailingZeroCount(Unsafe.Add(ref masks, tree))));

    /// <param name="Feature">The feature's column in a row.</param>
    /// <param name="FirstBlock">The number of its first block.</param>
    /// <param name="FirstEnd">Where its ends of blocks begin.</param>
    /// <param name="LastEnd">Where they end.</param>
    internal readonly record struct FeatureBlocks(int Feature, int FirstBlock, int FirstEnd, int LastEnd);

    /// <param name="Feature">The feature's column in a row.</param>
    /// <param name="FirstPrefix">The number of the prefix of category 0.</param>
    /// <param name="Count">The number of categories; behind theirs stands the prefix of what is none of them.</param>
    internal readonly record struct CategoryPrefixes(int Feature, int FirstPrefix, int Count);

    /// <param name="Tree">The number of its tree.</param>
    /// <param name="Mask">The bits of the leaves that remain when it is false.</param>
    internal readonly record struct SplitMask(int Tree, TMask Mask);
}
