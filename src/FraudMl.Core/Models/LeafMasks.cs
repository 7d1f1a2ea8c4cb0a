using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>
/// Trees of few leaves, scored without walking them (QuickScorer: Lucchese et al., SIGIR 2015). A tree has a bit per leaf, from left to right; a split
/// whose threshold a row exceeds clears the bits of the leaves to its left; the lowest bit that is left is the row's leaf.
/// </summary>
/// <remarks>
/// The splits of a feature stand in the order of their thresholds, so a row exceeds the first few of them. They are cut into steps of sixteen; what all
/// splits before a step clear is stored as one line of masks, a mask per tree. A row takes a line per feature and at most fifteen single splits more.
/// </remarks>
internal sealed class LeafMasks<TMask> : ITreeLayout
    where TMask : unmanaged, IBinaryInteger<TMask>
{
    public const int Lanes = 8;
    public const int Step = 2 * Lanes;

    /// <value>The features that trees split on.</value>
    public required MaskedFeature[] Features { get; init; }

    /// <value>The last threshold of each full step; each feature's are followed by ∞ up to a multiple of eight.</value>
    public required float[] Ends { get; init; }

    /// <value>The threshold of each split; each feature's are followed by ∞ to the end of a step, and by a step of ∞ if the last was full.</value>
    public required float[] Thresholds { get; init; }

    /// <value>What each split clears.</value>
    public required MaskedSplit<TMask>[] Splits { get; init; }

    /// <value>What all splits of a feature before each step clear; for its first step, what a missing value clears.</value>
    public required TMask[] Lines { get; init; }

    /// <value>The values of the leaves; each tree has as many places as a mask has bits.</value>
    public required double[] Values { get; init; }

    /// <value>The number of trees, with empty ones up to a multiple of <see cref="LineUnit"/>.</value>
    public required int Width { get; init; }

    public required int RowLength { get; init; }

    public static int LineUnit => 2 * Vector<TMask>.Count;

    [SkipLocalsInit]
    public void AddTo(Span<double> margins, ReadOnlySpan<float> rows)
    {
        Span<int> lines = stackalloc int[Features.Length];
        Span<int> singles = stackalloc int[(Features.Length + 1) * Step];
        Span<TMask> leaves = stackalloc TMask[Width];
        for (int i = 0; i < margins.Length; i++)
        {
            (int lineCount, int singleCount) = Exceeded(rows.Slice(i * RowLength, RowLength), lines, singles);
            Join(lines[..lineCount], leaves);
            Clear(singles[..singleCount], leaves);
            margins[i] += Sum(leaves);
        }
    }

    // Finds where the lines of masks begin that hold for a row, and the splits beyond them. A feature writes all sixteen of its step and goes on
    // behind those that count, which is quicker than to branch. No threshold is less than a missing value.
    private (int LineCount, int SingleCount) Exceeded(ReadOnlySpan<float> row, Span<int> lines, Span<int> singles)
    {
        int lineCount = 0, singleCount = 0;
        foreach (ref readonly MaskedFeature feature in Features.AsSpan())
        {
            float value = row[feature.Column];
            Vector256<float> values = Vector256.Create(value);
            int step = feature.FirstStep;
            for (int end = feature.FirstEnd; end < feature.LastEnd; end += Lanes) step += CountBelow(ref Ends[end], values);
            int first = step * Step;
            Vector256<int> splits = Vector256.Create(first) + Vector256<int>.Indices;
            splits.CopyTo(singles[singleCount..]);
            (splits + Vector256.Create(Lanes)).CopyTo(singles[(singleCount + Lanes)..]);
            singleCount += CountBelow(ref Thresholds[first], values) + CountBelow(ref Thresholds[first + Lanes], values);
            lines[lineCount] = step * Width;
            lineCount += Unsafe.BitCast<bool, byte>(step > feature.FirstStep | float.IsNaN(value));
        }

        return (lineCount, singleCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountBelow(ref float thresholds, Vector256<float> values) =>
        BitOperations.PopCount(Vector256.LessThan(Vector256.LoadUnsafe(ref thresholds), values).ExtractMostSignificantBits());

    // References without bounds checks: a line is as long as the leaves.
    private void Join(ReadOnlySpan<int> lines, Span<TMask> leaves)
    {
        ref TMask masks = ref MemoryMarshal.GetArrayDataReference(Lines);
        ref TMask target = ref MemoryMarshal.GetReference(leaves);
        for (int tree = 0; tree < leaves.Length; tree += LineUnit)
        {
            Vector<TMask> first = Vector<TMask>.AllBitsSet, second = first;
            foreach (int line in lines)
            {
                ref TMask mask = ref Unsafe.Add(ref masks, line + tree);
                first &= Vector.LoadUnsafe(ref mask);
                second &= Vector.LoadUnsafe(ref mask, (nuint)Vector<TMask>.Count);
            }

            first.StoreUnsafe(ref target, (nuint)tree);
            second.StoreUnsafe(ref target, (nuint)(tree + Vector<TMask>.Count));
        }
    }

    private void Clear(ReadOnlySpan<int> singles, Span<TMask> leaves)
    {
        ref MaskedSplit<TMask> splits = ref MemoryMarshal.GetArrayDataReference(Splits);
        ref TMask target = ref MemoryMarshal.GetReference(leaves);
        foreach (int single in singles)
        {
            ref MaskedSplit<TMask> split = ref Unsafe.Add(ref splits, single);
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
        Unsafe.Add(ref values, (tree * Unsafe.SizeOf<TMask>() * 8) + int.CreateTruncating(TMask.TrailingZeroCount(Unsafe.Add(ref masks, tree))));
}
