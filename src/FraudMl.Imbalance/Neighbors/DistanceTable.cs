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
        _columns = matrix.ColumnCount;
        Capacity = (rows.Length + Width - 1) / Width * Width;
        _values = new double[(long)Capacity * _columns];
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> row = matrix.Row(rows[i]);
            for (int column = 0; column < row.Length; column++) _values[((((long)(i / Width) * _columns) + column) * Width) + (i % Width)] = row[column];
        }
    }

    /// <value>The rows rounded up to whole groups: the length that <see cref="Measure"/> writes; what lies beyond the rows means nothing.</value>
    public int Capacity { get; }

    public void Measure(ReadOnlySpan<float> query, Span<double> squared)
    {
        ref double values = ref MemoryMarshal.GetArrayDataReference(_values);
        ref double results = ref MemoryMarshal.GetReference(squared[..Capacity]);
        for (int first = 0; first < Capacity; first += Width)
        {
            Vector512<double> sum = Vector512<double>.Zero;
            nuint at = (nuint)first * (nuint)_columns;
            for (int column = 0; column < query.Length; column++)
            {
                Vector512<double> difference = Vector512.Create((double)query[column]) - Vector512.LoadUnsafe(ref values, at + (nuint)(column * Width));
                sum += difference * difference;
            }

            sum.StoreUnsafe(ref results, (nuint)first);
        }
    }
}
