using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>A child of a split; the compiler makes loops of their own for each pair of kinds of children.</summary>
internal interface IChild<TSelf>
    where TSelf : struct, IChild<TSelf>
{
    static abstract TSelf Of(ExplainedNode node, PlaceBook places);

    /// <summary>Returns the sum over the child's leaves.</summary>
    Vector512<double> Sum(ref byte memory, ref double turns, ref byte bends);

    /// <summary>Takes the product of the gates down to the child.</summary>
    void Take(Vector512<double> product, ref byte memory, ref double turns, ref byte bends);
}

/// <param name="Spot">Where its spot is.</param>
internal readonly record struct SplitChild(uint Spot) : IChild<SplitChild>
{
    public static SplitChild Of(ExplainedNode node, PlaceBook places) => new(places.SpotOf(node));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Sum(ref byte memory, ref double turns, ref byte bends) => Walk.At<Vector512<double>>(ref memory, Spot);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Vector512<double> product, ref byte memory, ref double turns, ref byte bends) => Walk.At<Vector512<double>>(ref memory, Spot) = product;
}

/// <param name="Value">The mean value of its leaves by cover.</param>
/// <param name="Turn">The number of its turn.</param>
/// <param name="Total">Where the total of its feature is.</param>
/// <param name="Bend">Where its bend is.</param>
internal readonly record struct ForkChild(double Value, int Turn, uint Total, uint Bend) : IChild<ForkChild>
{
    public static ForkChild Of(ExplainedNode node, PlaceBook places) => new(node.Expected, node.Place, PlaceBook.TotalOf(node), places.BendOf(node));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Sum(ref byte memory, ref double turns, ref byte bends) =>
        Vector512.FusedMultiplyAdd(Walk.At<Vector512<double>>(ref bends, Bend), Vector512.Create(Unsafe.Add(ref turns, Turn)), Vector512.Create(Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Vector512<double> product, ref byte memory, ref double turns, ref byte bends)
    {
        Vector512<double> bend = Walk.At<Vector512<double>>(ref bends, Bend);
        Walk.Give(ref memory, Total, product, Walk.Slope(bend) * Vector512.Create(Unsafe.Add(ref turns, Turn)));
    }
}

/// <param name="Value">Its value.</param>
internal readonly record struct LeafChild(double Value) : IChild<LeafChild>
{
    public static LeafChild Of(ExplainedNode node, PlaceBook places) => new(node.Expected);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Sum(ref byte memory, ref double turns, ref byte bends) => Vector512.Create(Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Vector512<double> product, ref byte memory, ref double turns, ref byte bends)
    {
    }
}
