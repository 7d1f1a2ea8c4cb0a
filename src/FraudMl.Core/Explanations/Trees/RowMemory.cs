using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>The working memory of one row: a total for each feature, then the state of each split of a group.</summary>
internal sealed class RowMemory
{
    private readonly AlignedBytes _bytes;
    private readonly int _featureCount;

    public RowMemory(int featureCount, int splitCount, int fractionCount, int repeatCount, int categorySplitCount)
    {
        _featureCount = featureCount;
        _bytes = new((int)StateOffset(splitCount, featureCount));
        Values = new float[(2 * featureCount) + categorySplitCount];
        (Fractions, IsOnPath) = (new double[fractionCount], new byte[repeatCount + 1]);
        IsOnPath[0] = 1;
    }

    /// <summary>The row's values twice: where a missing value goes right, and where it goes left; then one for each split of a group by
    /// categories.</summary>
    public float[] Values { get; }

    /// <summary>o − r of each split, see <see cref="PathFractions"/>.</summary>
    public double[] Fractions { get; }

    /// <summary>For each split that repeats a feature, from 1, whether the row is on the path above it; the first is 1.</summary>
    public byte[] IsOnPath { get; }

    /// <summary>Each feature's contribution, spread over the lanes.</summary>
    public Span<Vector512<double>> Totals =>
        MemoryMarshal.Cast<byte, Vector512<double>>(_bytes.Span[..(_featureCount * Unsafe.SizeOf<Vector512<double>>())]);

    /// <summary>The first byte of totals and states.</summary>
    public ref byte Start => ref MemoryMarshal.GetReference(_bytes.Span);

    /// <summary>Returns where the total of a feature is, in bytes.</summary>
    public static uint TotalOffset(int feature) => checked((uint)(feature * Unsafe.SizeOf<Vector512<double>>()));

    /// <summary>Returns where the state of a split is, in bytes.</summary>
    public static uint StateOffset(int split, int featureCount) =>
        checked((uint)(featureCount * Unsafe.SizeOf<Vector512<double>>() + split * Unsafe.SizeOf<SplitState>()));

    /// <summary>Takes a row.</summary>
    public void Begin(ReadOnlySpan<float> features)
    {
        Totals.Clear();
        for (int feature = 0; feature < features.Length; feature++)
        {
            Values[feature] = features[feature];
            Values[features.Length + feature] = float.IsNaN(features[feature]) ? float.NegativeInfinity : features[feature];
        }
    }
}

/// <summary>What is kept of a split, at every quadrature node, between the way up and the way down.</summary>
internal struct SplitState
{
    /// <summary>On the way up S, the sum over its leaves; on the way down P, the product of the weights above it.</summary>
    public Vector512<double> SumOrProduct;

    /// <summary>g, the weight of its first child; the second one's is 1 − g.</summary>
    public Vector512<double> Weight;

    /// <summary>What it adds to its feature for P = 1:  (S₁ − S₂)·(o − r)·q·(1 − q).</summary>
    public Vector512<double> Marginal;
}
