namespace FraudMl;

/// <summary>What a covariance matrix was made of, kept for its gradient: rows from the diagonal on. It is written over from fit to fit, of
/// one process after the other, or its memory would be made anew for each.</summary>
internal sealed class KernelParts
{
    private const int Room = 64;

    private double[][] _together = [], _full = [];
    private double[][][] _slopes = [];
    private int _size;

    /// <summary>Makes room for trials and dimensions.</summary>
    public void Resize(int size, int dimensionCount)
    {
        _size = size;
        if (_full.Length >= size && _slopes.Length == dimensionCount + 1) return;
        int length = (size + Room - 1) / Room * Room;
        (_together, _full, _slopes) = (Rows(length), Rows(length), [.. Enumerable.Range(0, dimensionCount + 1).Select(_ => Rows(length))]);
    }

    /// <summary>Returns a row of what the dimensions do together.</summary>
    public Span<double> Together(int row) => Of(_together, row);

    /// <summary>Returns a row of the matrix without noise.</summary>
    public Span<double> Full(int row) => Of(_full, row);

    /// <summary>Returns a row of the slopes of a dimension by itself; of those together where there is no such dimension.</summary>
    public Span<double> Slopes(int dimension, int row) => Of(_slopes[dimension], row);

    private static double[][] Rows(int length) => [.. Enumerable.Range(0, length).Select(i => new double[length - i])];

    private Span<double> Of(double[][] rows, int row) => rows[row].AsSpan(0, _size - row);
}
