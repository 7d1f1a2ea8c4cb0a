using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Every distance from a query to some rows, eight rows at a time; the bits are those of <see cref="ExactDistance"/>.</summary>
internal sealed class DistanceTable
{
    private const int Width = 8;

    private readonly double[] _values;
    private readonly int _columns;

    public DistanceTable(FeatureMatrix matrix, int[] rows)
    {
        _columns = (matrix.ColumnCount + ExactDistance.ChainCount - 1) / ExactDistance.ChainCount * ExactDistance.ChainCount;
        Capacity = (rows.Length + Width - 1) / Width * Width;
        _values = new double[FeatureMatrix.CellCount(Capacity, _columns)];
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> row = matrix.Row(rows[i]);
            for (int column = 0; column < row.Length; column++)
                _values[((((long)(i / Width) * _columns) + column) * Width) + (i % Width)] = row[column];
        }
    }

    /// <value>The rows rounded up to whole groups: the length that <see cref="Measure"/> writes; what lies beyond
    /// the rows means nothing.</value>
    public int Capacity { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Measure(ReadOnlySpan<float> query, Span<double> squared)
    {
        Span<double> padded = _columns <= 256 ? stackalloc double[_columns] : new double[_columns];
        padded.Clear();
        for (int column = 0; column < query.Length; column++) padded[column] = query[column];
        ref double at = ref MemoryMarshal.GetReference(padded);
        ref double values = ref MemoryMarshal.GetArrayDataReference(_values);
        ref double results = ref MemoryMarshal.GetReference(squared[..Capacity]);
        for (int first = 0; first < Capacity; first += Width)
        {
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default,
                s7 = default;
            ref double group = ref Unsafe.Add(ref values, (nuint)first * (nuint)_columns);
            for (int column = 0; column < _columns; column += ExactDistance.ChainCount)
            {
                ref double rows = ref Unsafe.Add(ref group, column * Width);
                ref double place = ref Unsafe.Add(ref at, column);
                s0 = Add(s0, ref rows, ref place, 0);
                s1 = Add(s1, ref rows, ref place, 1);
                s2 = Add(s2, ref rows, ref place, 2);
                s3 = Add(s3, ref rows, ref place, 3);
                s4 = Add(s4, ref rows, ref place, 4);
                s5 = Add(s5, ref rows, ref place, 5);
                s6 = Add(s6, ref rows, ref place, 6);
                s7 = Add(s7, ref rows, ref place, 7);
            }

            (((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7))).StoreUnsafe(ref results, (nuint)first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add(Vector512<double> sum, ref double rows, ref double at, int column)
    {
        Vector512<double> difference = Vector512.Create(Unsafe.Add(ref at, column))
            - Vector512.LoadUnsafe(ref rows, (nuint)(column * Width));
        return sum + (difference * difference);
    }
}
