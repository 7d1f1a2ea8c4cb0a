using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FraudMl;

/// <summary>Finds o − r for each split of a group: the one fraction of its first child less the zero fraction.</summary>
/// <remarks>A stump's is multiplied by v₁ − v₂ of its leaves. It is 0 where the row left the path above, on the same feature.</remarks>
internal sealed class PathFractions
{
    private const int LaneCount = 8;
    private readonly int[] _slots;
    private readonly float[] _thresholds;
    private readonly double[] _ifLeft, _ifRight;
    private readonly RepeatedSplit[] _repeats;
    private readonly CategorySplit[] _byCategories;
    private readonly uint[] _bits;
    private readonly int _firstCategorySlot;

    public PathFractions(IReadOnlyList<ExplainedNode> splits, int featureCount)
    {
        int count = (splits.Count + LaneCount - 1) / LaneCount * LaneCount;
        (_slots, _thresholds) = (AlignedBytes.PinnedCopy(new int[count]), AlignedBytes.PinnedCopy(new float[count]));
        (_ifLeft, _ifRight) = (AlignedBytes.PinnedCopy(new double[count]), AlignedBytes.PinnedCopy(new double[count]));
        _firstCategorySlot = 2 * featureCount;
        List<CategorySplit> byCategories = [];
        List<uint> bits = [];
        List<RepeatedSplit> repeats = [];
        var repeatOf = new Dictionary<ExplainedNode, int>();
        foreach (ExplainedNode split in splits)
        {
            int at = split.Index;
            double gap = split.Kind == ChildKind.Stump ? split.First.Expected - split.Second.Expected : 1;
            double ifFirst = gap * (1 - split.FirstFraction), ifSecond = gap * -split.FirstFraction;
            (_ifLeft[at], _ifRight[at]) = split.IsFirstLeft ? (ifFirst, ifSecond) : (ifSecond, ifFirst);
            (_slots[at], _thresholds[at]) = (split.IsMissingLeft ? featureCount + split.Feature : split.Feature, split.Threshold);
            if (split.Categories is { } categories)
            {
                (_slots[at], _thresholds[at]) = (_firstCategorySlot + byCategories.Count, 0);
                byCategories.Add(new(split.Feature, bits.Count, categories.Length));
                bits.AddRange(categories);
            }
            if (split.Previous is not { } previous) continue;
            bool isLeft = split.IsFirstOfPrevious == previous.IsFirstLeft;
            repeats.Add(new(at, _slots[previous.Index], _thresholds[previous.Index], isLeft, repeatOf.GetValueOrDefault(previous)));
            repeatOf[split] = repeats.Count;
        }
        _repeats = AlignedBytes.PinnedCopy(repeats.ToArray());
        (_byCategories, _bits) = (AlignedBytes.PinnedCopy(byCategories.ToArray()), AlignedBytes.PinnedCopy(bits.ToArray()));
    }

    /// <summary>The number of fractions, with those that fill up the last vector.</summary>
    public int Count => _slots.Length;

    /// <summary>The number of splits with a split above on the same feature.</summary>
    public int RepeatCount => _repeats.Length;

    /// <summary>The number of splits by categories.</summary>
    public int CategorySplitCount => _byCategories.Length;

    public unsafe void Find(RowMemory memory)
    {
        FindCategories(memory.Values);
        fixed (float* values = memory.Values, thresholds = _thresholds)
        fixed (double* fractions = memory.Fractions, ifLeft = _ifLeft, ifRight = _ifRight)
        fixed (int* slots = _slots)
        fixed (byte* isOnPath = memory.IsOnPath)
        {
            for (int i = 0; i < _slots.Length; i += LaneCount)
            {
                Vector256<int> isLeft = Vector256.LessThanOrEqual(Gather(values, slots + i), Vector256.Load(thresholds + i)).AsInt32();
                (Vector256<long> low, Vector256<long> high) = Vector256.Widen(isLeft);
                Select(low, ifLeft + i, ifRight + i).Store(fractions + i);
                Select(high, ifLeft + i + 4, ifRight + i + 4).Store(fractions + i + 4);
            }

            byte* current = isOnPath;
            foreach (ref readonly RepeatedSplit repeat in _repeats.AsSpan())
            {
                bool follows = values[repeat.Slot] <= repeat.Threshold == repeat.IsLeft;
                int stays = isOnPath[repeat.Previous] & Unsafe.BitCast<bool, byte>(follows);
                *++current = (byte)stays;
                ((long*)fractions)[repeat.Split] &= -(long)stays;
            }
        }
    }

    // A split by categories asks a value of its own, which is at most 0 where the row goes left.
    private void FindCategories(Span<float> values)
    {
        int slot = _firstCategorySlot;
        foreach (ref readonly CategorySplit split in _byCategories.AsSpan())
            values[slot++] = CategorySet.Contains(_bits.AsSpan(split.Start, split.Length), values[split.Feature]) ? 0 : 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<float> Gather(float* values, int* at) => Avx2.IsSupported
        ? Avx2.GatherVector256(values, Vector256.Load(at), sizeof(float))
        : Vector256.Create(
            values[at[0]], values[at[1]], values[at[2]], values[at[3]], values[at[4]], values[at[5]], values[at[6]], values[at[7]]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<double> Select(Vector256<long> isLeft, double* ifLeft, double* ifRight) =>
        Vector256.ConditionalSelect(isLeft.AsDouble(), Vector256.Load(ifLeft), Vector256.Load(ifRight));

    /// <param name="Feature">The feature it asks.</param>
    /// <param name="Start">Where the bits of its categories begin.</param>
    /// <param name="Length">The number of their words.</param>
    private readonly record struct CategorySplit(int Feature, int Start, int Length);

    /// <param name="Split">The index of the split.</param>
    /// <param name="Slot">Where the last split above on the same feature finds its value.</param>
    /// <param name="Threshold">A value up to it goes left there.</param>
    /// <param name="IsLeft">Whether the path goes left there.</param>
    /// <param name="Previous">The number of that split among those that repeat a feature, from 1; 0 when it does not.</param>
    private readonly record struct RepeatedSplit(int Split, int Slot, float Threshold, bool IsLeft, int Previous);
}
