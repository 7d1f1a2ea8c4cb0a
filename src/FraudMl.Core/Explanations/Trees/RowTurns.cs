using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FraudMl;

/// <summary>Finds for each split of a few trees its turn: o − r, whether a row goes to the first child less the share of training rows that did.</summary>
/// <remarks>A fork's turn is multiplied by what its first leaf is above its second. Where the row left the path at a split above on the same feature the turn is 0.</remarks>
internal sealed class RowTurns
{
    private const int Together = 8;
    private readonly int[] _slots;
    private readonly float[] _thresholds;
    private readonly double[] _ifLeft, _ifRight;
    private readonly Repeat[] _repeats;

    public RowTurns(IReadOnlyList<ExplainedNode> splits, int featureCount)
    {
        int count = (splits.Count + Together - 1) / Together * Together;
        (_slots, _thresholds) = (AlignedBytes.Together(new int[count]), AlignedBytes.Together(new float[count]));
        (_ifLeft, _ifRight) = (AlignedBytes.Together(new double[count]), AlignedBytes.Together(new double[count]));
        List<Repeat> repeats = [];
        var repeatOf = new Dictionary<ExplainedNode, int>();
        foreach (ExplainedNode split in splits)
        {
            int at = split.Place;
            double height = split.Kind == ChildKind.Fork ? split.First.Expected - split.Second.Expected : 1;
            double ifFirst = height * (1 - split.FirstShare), ifSecond = height * -split.FirstShare;
            (_ifLeft[at], _ifRight[at]) = split.IsFirstLeft ? (ifFirst, ifSecond) : (ifSecond, ifFirst);
            (_slots[at], _thresholds[at]) = (split.IsMissingLeft ? featureCount + split.Feature : split.Feature, split.Threshold);
            if (split.Before is not { } before) continue;
            repeats.Add(new(at, _slots[before.Place], _thresholds[before.Place], split.IsFirstOfBefore == before.IsFirstLeft, repeatOf.GetValueOrDefault(before)));
            repeatOf[split] = repeats.Count;
        }
        _repeats = AlignedBytes.Together(repeats.ToArray());
    }

    /// <summary>The number of turns, with those that fill up the last vector.</summary>
    public int Count => _slots.Length;

    /// <summary>The number of splits with a split above on the same feature.</summary>
    public int RepeatCount => _repeats.Length;

    public unsafe void Find(ExplainerMemory memory)
    {
        fixed (float* values = memory.Values, thresholds = _thresholds)
        fixed (double* turns = memory.Turns, ifLeft = _ifLeft, ifRight = _ifRight)
        fixed (int* slots = _slots)
        fixed (byte* follows = memory.Follows)
        {
            for (int i = 0; i < _slots.Length; i += Together)
            {
                Vector256<int> isLeft = Vector256.LessThanOrEqual(Gather(values, slots + i), Vector256.Load(thresholds + i)).AsInt32();
                (Vector256<long> low, Vector256<long> high) = Vector256.Widen(isLeft);
                Vector256.ConditionalSelect(low.AsDouble(), Vector256.Load(ifLeft + i), Vector256.Load(ifRight + i)).Store(turns + i);
                Vector256.ConditionalSelect(high.AsDouble(), Vector256.Load(ifLeft + i + 4), Vector256.Load(ifRight + i + 4)).Store(turns + i + 4);
            }

            byte* follow = follows;
            foreach (ref readonly Repeat repeat in _repeats.AsSpan())
            {
                int stays = follows[repeat.Before] & Unsafe.BitCast<bool, byte>(values[repeat.Slot] <= repeat.Threshold == repeat.IsLeft);
                *++follow = (byte)stays;
                ((long*)turns)[repeat.Place] &= -(long)stays;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<float> Gather(float* values, int* at) => Avx2.IsSupported
        ? Avx2.GatherVector256(values, Vector256.Load(at), sizeof(float))
        : Vector256.Create(values[at[0]], values[at[1]], values[at[2]], values[at[3]], values[at[4]], values[at[5]], values[at[6]], values[at[7]]);

    /// <param name="Place">The place of the split's turn.</param>
    /// <param name="Slot">Where the last split above on the same feature finds its value.</param>
    /// <param name="Threshold">A value up to it goes left there.</param>
    /// <param name="IsLeft">Whether the path goes left there.</param>
    /// <param name="Before">The number of that split among those that repeat a feature, from 1; 0 when it does not.</param>
    private readonly record struct Repeat(int Place, int Slot, float Threshold, bool IsLeft, int Before);
}
