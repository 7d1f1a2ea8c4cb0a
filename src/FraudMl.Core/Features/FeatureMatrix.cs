namespace FraudMl;

/// <summary>The numbers a learner sees: 32-bit floats, row-major, with metadata for each column.</summary>
public sealed class FeatureMatrix
{
    private readonly float[] _values;

    /// <summary>Creates a matrix over an array, which must not change afterwards.</summary>
    /// <param name="values">The values, row after row.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columns">The columns.</param>
    /// <exception cref="FraudMlException">Thrown when the array is too short.</exception>
    public FeatureMatrix(float[] values, int rowCount, IReadOnlyList<FeatureColumn> columns)
    {
        if (values.Length < (long)rowCount * columns.Count)
            throw new FraudMlException($"A matrix of {rowCount} rows and {columns.Count} columns needs {(long)rowCount * columns.Count} values, and got {values.Length}.");
        _values = values;
        RowCount = rowCount;
        Columns = columns;
    }

    /// <value>The number of rows.</value>
    public int RowCount { get; }

    /// <value>The columns.</value>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <value>The number of columns.</value>
    public int ColumnCount => Columns.Count;

    /// <value>All values, row after row.</value>
    public ReadOnlyMemory<float> Values => _values.AsMemory(0, RowCount * ColumnCount);

    /// <summary>Returns one row.</summary>
    /// <param name="row">The row's index, 0-based.</param>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * ColumnCount, ColumnCount);

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

    /// <summary>Returns the chosen rows, in the given order.</summary>
    /// <param name="rows">Row indices, 0-based.</param>
    public FeatureMatrix Take(ReadOnlySpan<int> rows)
    {
        var values = new float[rows.Length * ColumnCount];
        for (int i = 0; i < rows.Length; i++) Row(rows[i]).CopyTo(values.AsSpan(i * ColumnCount));
        return new FeatureMatrix(values, rows.Length, Columns);
    }
}
