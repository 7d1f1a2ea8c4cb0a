using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Up to 64 rows, column after column, whose squared distances from any row are estimated together in single precision.</summary>
/// <remarks>Squares are of one sign, so an estimate is off by a few roundings of itself at most:
/// <see cref="Above"/> has room for them.</remarks>
internal sealed class DistanceBlock
{
    public const int RowCount = 4 * Width;

    private const int Width = 16;
    private const double Rounding = 1.0 / (1 << 23);
    private const double Smallest = 1e-37;

    private readonly float[] _values;
    private readonly int _columns;

    public DistanceBlock(FeatureMatrix matrix, ReadOnlySpan<int> rows)
    {
        _columns = matrix.ColumnCount;
        _values = new float[RowCount * _columns];
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> row = matrix.Row(rows[i]);
            for (int column = 0; column < row.Length; column++) _values[(column * RowCount) + i] = row[column];
        }
    }

    /// <summary>Returns what the estimate of a squared distance does not exceed.</summary>
    public static float Above(double squared, int columns) =>
        MathF.BitIncrement((float)((squared * (1 + (Rounding * (columns + 8)))) + Smallest));

    /// <summary>Writes the estimates for two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Estimate(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> ofFirst, Span<float> ofSecond)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        ref float values = ref MemoryMarshal.GetArrayDataReference(_values);
        ref float a = ref MemoryMarshal.GetReference(first[.._columns]), b = ref MemoryMarshal.GetReference(second[.._columns]);
        for (int column = 0; column < _columns; column++)
        {
            Vector512<float> x = Vector512.Create(Unsafe.Add(ref a, column)), y = Vector512.Create(Unsafe.Add(ref b, column));
            Vector512<float> rows = Vector512.LoadUnsafe(ref values);
            a0 = Add(a0, x - rows);
            b0 = Add(b0, y - rows);
            rows = Vector512.LoadUnsafe(ref values, Width);
            a1 = Add(a1, x - rows);
            b1 = Add(b1, y - rows);
            rows = Vector512.LoadUnsafe(ref values, 2 * Width);
            a2 = Add(a2, x - rows);
            b2 = Add(b2, y - rows);
            rows = Vector512.LoadUnsafe(ref values, 3 * Width);
            a3 = Add(a3, x - rows);
            b3 = Add(b3, y - rows);
            values = ref Unsafe.Add(ref values, RowCount);
        }

        Store(ofFirst, a0, a1, a2, a3);
        Store(ofSecond, b0, b1, b2, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Add(Vector512<float> sum, Vector512<float> difference) =>
        Vector512.MultiplyAddEstimate(difference, difference, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<float> estimates, Vector512<float> first, Vector512<float> second, Vector512<float> third,
        Vector512<float> fourth)
    {
        ref float to = ref MemoryMarshal.GetReference(estimates[..RowCount]);
        first.StoreUnsafe(ref to);
        second.StoreUnsafe(ref to, Width);
        third.StoreUnsafe(ref to, 2 * Width);
        fourth.StoreUnsafe(ref to, 3 * Width);
    }
}
