using System.Numerics;

namespace FraudMl.Steps;

/// <summary>The numbers a learner sees: 32-bit floats, row-major, with metadata for each column.</summary>
public sealed class FeatureMatrix
{
    private readonly float[] _values;
    private readonly FeatureMatrix? _first;
    private readonly int _firstCount;
    private readonly Lazy<float[]>? _joined;

    /// <summary>Creates a matrix over an array, which must not change afterwards.</summary>
    /// <param name="values">The values, row after row.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columns">The columns.</param>
    /// <exception cref="FraudMlException">Thrown when the array is too short.</exception>
    public FeatureMatrix(float[] values, int rowCount, IReadOnlyList<FeatureColumn> columns)
    {
        if (values.Length < (long)rowCount * columns.Count)
            throw new FraudMlException($"A matrix of {rowCount} rows and {columns.Count} columns needs {(long)rowCount * columns.Count} "
                + $"values, and got {values.Length}.");
        _values = values;
        RowCount = rowCount;
        Columns = columns;
    }

    private FeatureMatrix(FeatureMatrix first, float[] more, int moreCount)
        : this(more, moreCount, first.Columns)
    {
        (_first, _firstCount) = (first, first.RowCount);
        RowCount = _firstCount + moreCount;
        _joined = new(() =>
        {
            CellCount(RowCount, ColumnCount);
            return [.. first.Values.Span, .. more.AsSpan(0, moreCount * ColumnCount)];
        });
    }

    /// <value>The number of rows.</value>
    public int RowCount { get; }

    /// <value>The columns.</value>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <value>The number of columns.</value>
    public int ColumnCount => Columns.Count;

    /// <value>All values, row after row. After <see cref="Append"/> their first use joins them in new memory;
    /// <see cref="Row"/> needs none.</value>
    public ReadOnlyMemory<float> Values => (_joined?.Value ?? _values).AsMemory(0, CellCount(RowCount, ColumnCount));

    /// <summary>Returns how many values a matrix has: the length of the array for them.</summary>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columnCount">The number of columns.</param>
    /// <exception cref="FraudMlException">Thrown when no array can hold so many.</exception>
    public static int CellCount(long rowCount, long columnCount)
    {
        if (columnCount <= 0 || rowCount <= Array.MaxLength / columnCount) return checked((int)(rowCount * columnCount));
        throw new FraudMlException(
            $"{rowCount} rows of {columnCount} columns are more values than an array can hold ({Array.MaxLength}). "
            + "Take fewer rows, for example a sample of the legitimate ones, or drop or select columns.");
    }

    /// <summary>Returns one row.</summary>
    /// <param name="row">The row's index, 0-based.</param>
    public ReadOnlySpan<float> Row(int row) =>
        row < _firstCount ? _first!.Row(row) : _values.AsSpan((row - _firstCount) * ColumnCount, ColumnCount);

    /// <summary>Returns the matrix followed by more rows; its own rows are shared, not copied.</summary>
    /// <param name="values">The values of the new rows, row after row; they must not change afterwards.</param>
    /// <param name="rowCount">The number of new rows.</param>
    /// <exception cref="FraudMlException">Thrown when the array is too short.</exception>
    public FeatureMatrix Append(float[] values, int rowCount) => rowCount == 0 ? this : new FeatureMatrix(this, values, rowCount);

    /// <summary>Returns the mean of each column, missing values left out; 0 for a column without values.</summary>
    internal float[] Means()
    {
        double[] sums = new double[ColumnCount], counts = new double[ColumnCount];
        for (int row = 0; row < RowCount; row++)
        {
            ReadOnlySpan<float> values = Row(row);
            for (int column = 0; column < values.Length; column++)
            {
                if (float.IsNaN(values[column])) continue;
                sums[column] += values[column];
                counts[column]++;
            }
        }

        return [.. sums.Select((sum, column) => counts[column] > 0 ? (float)(sum / counts[column]) : 0)];
    }

    /// <summary>Returns for each row the first one with the same values.</summary>
    internal int[] FirstCopies()
    {
        var seen = new Dictionary<ulong, int>();
        int[] firsts = new int[RowCount];
        for (int row = 0; row < firsts.Length; row++)
        {
            ulong hash = 0;
            foreach (float value in Row(row)) hash = BitOperations.RotateLeft((hash ^ Bits(value)) * 0x9E3779B97F4A7C15, 29);
            firsts[row] = seen.TryAdd(hash, row) ? row : seen[hash];
        }

        return firsts;
    }

    // −0 equals 0, and every missing value another.
    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(float.IsNaN(value) ? float.NaN : value + 0f);

    /// <summary>Returns the chosen rows, in the given order.</summary>
    /// <param name="rows">Row indices, 0-based.</param>
    public FeatureMatrix Take(ReadOnlySpan<int> rows)
    {
        var values = new float[CellCount(rows.Length, ColumnCount)];
        for (int i = 0; i < rows.Length; i++) Row(rows[i]).CopyTo(values.AsSpan(i * ColumnCount));
        return new FeatureMatrix(values, rows.Length, Columns);
    }

    /// <summary>Returns its size.</summary>
    public override string ToString() => FormattableString.Invariant($"{RowCount:#,0} rows of {Columns.Count:#,0} features");
}
