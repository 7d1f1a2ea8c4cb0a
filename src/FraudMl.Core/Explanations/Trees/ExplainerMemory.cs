using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>The working memory of one row: a total for each feature, then a spot for each split.</summary>
internal sealed class ExplainerMemory
{
    private readonly AlignedBytes _bytes;
    private readonly int _featureCount;

    public ExplainerMemory(int featureCount, int splitCount, int turnCount, int repeatCount)
    {
        _featureCount = featureCount;
        _bytes = new((int)SpotAt(splitCount, featureCount));
        (Values, Turns, Follows) = (new float[2 * featureCount], new double[turnCount], new byte[repeatCount + 1]);
        Follows[0] = 1;
    }

    /// <summary>The row's values twice: where a missing value goes right, and where it goes left.</summary>
    public float[] Values { get; }

    /// <summary>See <see cref="RowTurns"/>.</summary>
    public double[] Turns { get; }

    /// <summary>For each split that repeats a feature, from 1, whether the row follows all splits above on that feature; the first is 1.</summary>
    public byte[] Follows { get; }

    /// <summary>Each feature's contribution, spread over the lanes.</summary>
    public Span<Vector512<double>> Totals => MemoryMarshal.Cast<byte, Vector512<double>>(_bytes.Span[..(_featureCount * Unsafe.SizeOf<Vector512<double>>())]);

    /// <summary>The first byte of all.</summary>
    public ref byte Start => ref MemoryMarshal.GetReference(_bytes.Span);

    /// <summary>Returns where the spot of a split is, in bytes.</summary>
    public static uint SpotAt(int place, int featureCount) => checked((uint)(featureCount * Unsafe.SizeOf<Vector512<double>>() + place * Unsafe.SizeOf<Spot>()));

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
