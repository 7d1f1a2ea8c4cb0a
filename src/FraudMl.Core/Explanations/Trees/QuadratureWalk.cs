using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Where a walk finds everything.</summary>
/// <remarks>Offsets were checked when the trees were laid out; they are trusted here, where every split of every tree asks.</remarks>
internal readonly ref struct QuadratureWalk(RowMemory memory, ReadOnlySpan<Vector512<double>> participations)
{
    public readonly ref byte Memory = ref memory.Start;
    public readonly ref double Fractions = ref MemoryMarshal.GetArrayDataReference(memory.Fractions);
    public readonly ref byte Participations = ref Unsafe.As<Vector512<double>, byte>(ref MemoryMarshal.GetReference(participations));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(ref byte start, uint offset) => ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref start, offset));

    /// <summary>Returns q·(1 − q), which is q′·t·(1 − t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Slope(Vector512<double> q) => Vector512.FusedMultiplyAdd(-q, q, q);

    /// <summary>Adds P times a split's marginal to the total of its feature.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(ref byte memory, uint total, Vector512<double> product, Vector512<double> marginal)
    {
        ref Vector512<double> sum = ref At<Vector512<double>>(ref memory, total);
        sum = Vector512.FusedMultiplyAdd(product, marginal, sum);
    }
}

/// <summary>Splits beside each other whose children are of the same kinds.</summary>
/// <remarks>Which way a row goes can't be foreseen, so nothing here branches on it.</remarks>
internal abstract class SplitBatch
{
    /// <summary>Lays splits out whose indices follow one another.</summary>
    public static SplitBatch Of(IReadOnlyList<ExplainedNode> splits, GroupLayout layout) =>
        (splits[0].First.Kind, splits[0].Second.Kind) switch
        {
            (ChildKind.Split, ChildKind.Split) => new SplitBatch<SplitChild, SplitChild>(splits, layout),
            (ChildKind.Split, ChildKind.Stump) => new SplitBatch<SplitChild, StumpChild>(splits, layout),
            (ChildKind.Split, _) => new SplitBatch<SplitChild, LeafChild>(splits, layout),
            (ChildKind.Stump, ChildKind.Stump) => new SplitBatch<StumpChild, StumpChild>(splits, layout),
            (ChildKind.Stump, _) => new SplitBatch<StumpChild, LeafChild>(splits, layout),
            _ => new SplitBatch<LeafChild, LeafChild>(splits, layout),
        };

    /// <summary>Carries the sums over leaves up.</summary>
    public abstract void Ascend(in QuadratureWalk walk);

    /// <summary>Carries the products of weights down, and adds to each split's feature what it makes of S₁ − S₂.</summary>
    public abstract void Descend(in QuadratureWalk walk);
}

internal sealed class SplitBatch<TFirst, TSecond>(IReadOnlyList<ExplainedNode> splits, GroupLayout layout) : SplitBatch
    where TFirst : struct, IChild<TFirst>
    where TSecond : struct, IChild<TSecond>
{
    private readonly uint _state = layout.StateOffset(splits[0]);
    private readonly int _fraction = splits[0].Index;

    private readonly Split[] _splits = AlignedBytes.PinnedCopy(splits.Select(split => new Split(
        split.FirstFraction,
        RowMemory.TotalOffset(split.Feature),
        layout.ParticipationOffset(split),
        TFirst.Of(split.First, layout),
        TSecond.Of(split.Second, layout))).ToArray());

    public override void Ascend(in QuadratureWalk walk)
    {
        ref byte memory = ref walk.Memory, participations = ref walk.Participations;
        ref double fractions = ref walk.Fractions;
        Split[] splits = _splits;
        ref Split split = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(splits), splits.Length);
        ref SplitState state = ref Unsafe.Add(ref QuadratureWalk.At<SplitState>(ref memory, _state), splits.Length);
        ref double fraction = ref Unsafe.Add(ref fractions, _fraction + splits.Length);
        for (int left = splits.Length; left > 0; left--)
        {
            split = ref Unsafe.Subtract(ref split, 1);
            state = ref Unsafe.Subtract(ref state, 1);
            fraction = ref Unsafe.Subtract(ref fraction, 1);
            Vector512<double> q = QuadratureWalk.At<Vector512<double>>(ref participations, split.Participation);
            Vector512<double> own = Vector512.Create(fraction);
            Vector512<double> second = split.Second.Sum(ref memory, ref fractions, ref participations);
            Vector512<double> gap = split.First.Sum(ref memory, ref fractions, ref participations) - second;
            Vector512<double> weight = Vector512.FusedMultiplyAdd(q, own, Vector512.Create(split.FirstFraction));
            state.SumOrProduct = Vector512.FusedMultiplyAdd(gap, weight, second);
            state.Weight = weight;
            state.Marginal = gap * own * QuadratureWalk.Slope(q);
        }
    }

    public override void Descend(in QuadratureWalk walk)
    {
        ref byte memory = ref walk.Memory, participations = ref walk.Participations;
        ref double fractions = ref walk.Fractions;
        Split[] splits = _splits;
        ref Split split = ref MemoryMarshal.GetArrayDataReference(splits);
        ref SplitState state = ref QuadratureWalk.At<SplitState>(ref memory, _state);
        for (int left = splits.Length; left > 0; left--)
        {
            Vector512<double> product = state.SumOrProduct, first = product * state.Weight;
            QuadratureWalk.AddTo(ref memory, split.Total, product, state.Marginal);
            split.First.Take(first, ref memory, ref fractions, ref participations);
            split.Second.Take(product - first, ref memory, ref fractions, ref participations);
            split = ref Unsafe.Add(ref split, 1);
            state = ref Unsafe.Add(ref state, 1);
        }
    }

    /// <param name="FirstFraction">r, the zero fraction of its first child.</param>
    /// <param name="Total">Where its feature's total is.</param>
    /// <param name="Participation">Where its q is.</param>
    /// <param name="First">The one child.</param>
    /// <param name="Second">The other child.</param>
    private readonly record struct Split(double FirstFraction, uint Total, uint Participation, TFirst First, TSecond Second);
}

/// <summary>A child of a split; the compiler makes loops of their own for each pair of kinds of children.</summary>
internal interface IChild<TSelf>
    where TSelf : struct, IChild<TSelf>
{
    static abstract TSelf Of(ExplainedNode node, GroupLayout layout);

    /// <summary>Returns S, the sum over the child's leaves.</summary>
    Vector512<double> Sum(ref byte memory, ref double fractions, ref byte participations);

    /// <summary>Takes P, the product of the weights down to the child.</summary>
    void Take(Vector512<double> product, ref byte memory, ref double fractions, ref byte participations);
}

/// <param name="State">Where its state is.</param>
internal readonly record struct SplitChild(uint State) : IChild<SplitChild>
{
    public static SplitChild Of(ExplainedNode node, GroupLayout layout) => new(layout.StateOffset(node));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Sum(ref byte memory, ref double fractions, ref byte participations) =>
        QuadratureWalk.At<Vector512<double>>(ref memory, State);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Vector512<double> product, ref byte memory, ref double fractions, ref byte participations) =>
        QuadratureWalk.At<Vector512<double>>(ref memory, State) = product;
}

/// <param name="Value">The mean value of its leaves by cover.</param>
/// <param name="Fraction">The index of its fraction.</param>
/// <param name="Total">Where the total of its feature is.</param>
/// <param name="Participation">Where its q is.</param>
internal readonly record struct StumpChild(double Value, int Fraction, uint Total, uint Participation) : IChild<StumpChild>
{
    public static StumpChild Of(ExplainedNode node, GroupLayout layout) =>
        new(node.Expected, node.Index, RowMemory.TotalOffset(node.Feature), layout.ParticipationOffset(node));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Sum(ref byte memory, ref double fractions, ref byte participations) => Vector512.FusedMultiplyAdd(
        QuadratureWalk.At<Vector512<double>>(ref participations, Participation),
        Vector512.Create(Unsafe.Add(ref fractions, Fraction)),
        Vector512.Create(Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Vector512<double> product, ref byte memory, ref double fractions, ref byte participations)
    {
        Vector512<double> q = QuadratureWalk.At<Vector512<double>>(ref participations, Participation);
        QuadratureWalk.AddTo(ref memory, Total, product, QuadratureWalk.Slope(q) * Vector512.Create(Unsafe.Add(ref fractions, Fraction)));
    }
}

/// <param name="Value">Its value.</param>
internal readonly record struct LeafChild(double Value) : IChild<LeafChild>
{
    public static LeafChild Of(ExplainedNode node, GroupLayout layout) => new(node.Expected);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Sum(ref byte memory, ref double fractions, ref byte participations) => Vector512.Create(Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Vector512<double> product, ref byte memory, ref double fractions, ref byte participations)
    {
    }
}
