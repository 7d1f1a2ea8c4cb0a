using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Splits beside each other whose children are of the same kinds. Which way a row goes can't be foreseen, so nothing here branches on it.</summary>
internal abstract class SplitRun
{
    /// <summary>Lays splits out whose places follow one another.</summary>
    public static SplitRun Of(IReadOnlyList<ExplainedNode> splits, PlaceBook places) => (splits[0].First.Kind, splits[0].Second.Kind) switch
    {
        (ChildKind.Split, ChildKind.Split) => new SplitRun<SplitChild, SplitChild>(splits, places),
        (ChildKind.Split, ChildKind.Fork) => new SplitRun<SplitChild, ForkChild>(splits, places),
        (ChildKind.Split, _) => new SplitRun<SplitChild, LeafChild>(splits, places),
        (ChildKind.Fork, ChildKind.Fork) => new SplitRun<ForkChild, ForkChild>(splits, places),
        (ChildKind.Fork, _) => new SplitRun<ForkChild, LeafChild>(splits, places),
        _ => new SplitRun<LeafChild, LeafChild>(splits, places),
    };

    /// <summary>Carries the sums over leaves up.</summary>
    public abstract void Ascend(in Walk walk);

    /// <summary>Carries the products of the gates down, and gives each split's feature what it makes of the gap between its children.</summary>
    public abstract void Descend(in Walk walk);
}

internal sealed class SplitRun<TFirst, TSecond>(IReadOnlyList<ExplainedNode> splits, PlaceBook places) : SplitRun
    where TFirst : struct, IChild<TFirst>
    where TSecond : struct, IChild<TSecond>
{
    private readonly uint _spot = places.SpotOf(splits[0]);
    private readonly int _turn = splits[0].Place;

    private readonly Split[] _splits = AlignedBytes.Together(
        splits.Select(split => new Split(split.FirstShare, PlaceBook.TotalOf(split), places.BendOf(split), TFirst.Of(split.First, places), TSecond.Of(split.Second, places))).ToArray());

    public override void Ascend(in Walk walk)
    {
        ref byte memory = ref walk.Memory, bends = ref walk.Bends;
        ref double turns = ref walk.Turns;
        Split[] splits = _splits;
        ref Split split = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(splits), splits.Length);
        ref Spot spot = ref Unsafe.Add(ref Walk.At<Spot>(ref memory, _spot), splits.Length);
        ref double turn = ref Unsafe.Add(ref turns, _turn + splits.Length);
        for (int left = splits.Length; left > 0; left--)
        {
            split = ref Unsafe.Subtract(ref split, 1);
            spot = ref Unsafe.Subtract(ref spot, 1);
            turn = ref Unsafe.Subtract(ref turn, 1);
            Vector512<double> bend = Walk.At<Vector512<double>>(ref bends, split.Bend), own = Vector512.Create(turn);
            Vector512<double> second = split.Second.Sum(ref memory, ref turns, ref bends), gap = split.First.Sum(ref memory, ref turns, ref bends) - second;
            Vector512<double> gate = Vector512.FusedMultiplyAdd(bend, own, Vector512.Create(split.FirstShare));
            spot.Flow = Vector512.FusedMultiplyAdd(gap, gate, second);
            spot.Gate = gate;
            spot.Gift = gap * own * Walk.Slope(bend);
        }
    }

    public override void Descend(in Walk walk)
    {
        ref byte memory = ref walk.Memory, bends = ref walk.Bends;
        ref double turns = ref walk.Turns;
        Split[] splits = _splits;
        ref Split split = ref MemoryMarshal.GetArrayDataReference(splits);
        ref Spot spot = ref Walk.At<Spot>(ref memory, _spot);
        for (int left = splits.Length; left > 0; left--)
        {
            Vector512<double> above = spot.Flow, first = above * spot.Gate;
            Walk.Give(ref memory, split.Total, above, spot.Gift);
            split.First.Take(first, ref memory, ref turns, ref bends);
            split.Second.Take(above - first, ref memory, ref turns, ref bends);
            split = ref Unsafe.Add(ref split, 1);
            spot = ref Unsafe.Add(ref spot, 1);
        }
    }

    /// <param name="FirstShare">The share of its training rows that went to its first child.</param>
    /// <param name="Total">Where its feature's total is.</param>
    /// <param name="Bend">Where its bend is.</param>
    /// <param name="First">The one child.</param>
    /// <param name="Second">The other child.</param>
    private readonly record struct Split(double FirstShare, uint Total, uint Bend, TFirst First, TSecond Second);
}
