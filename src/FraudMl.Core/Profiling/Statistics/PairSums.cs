using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>The sums of a chunk of rows that correlations are made of: products, and where a value is missing those of
/// the other column too.</summary>
internal sealed class PairSums(int columnCount, bool[] gaps)
{
    // Per pair: Σxy, n, Σx, Σy, Σx², Σy² over the rows that have both.
    private const int SumCount = 6;
    private readonly double[] _sums = new double[FeatureMatrix.CellCount(columnCount, columnCount * SumCount)];

    public void Add(IReadOnlyList<NumberColumn> columns, double[] means, int first, int end, int blockSize)
    {
        double[][] values = Blocks(blockSize), there = Blocks(blockSize), squares = Blocks(blockSize);
        for (int start = first; start < end; start += blockSize)
        {
            int length = Math.Min(blockSize, end - start);
            for (int i = 0; i < columnCount; i++) Fill(columns[i].Values.Slice(start, length), means[i], values[i], there[i], squares[i]);
            for (int i = 0; i < columnCount; i++)
            {
                for (int j = i; j < columnCount; j++) AddPair(i, j, values, there, squares, length);
            }
        }
    }

    public void Add(PairSums other) => TensorPrimitives.Add(_sums, other._sums, _sums);

    /// <summary>Returns the correlation; null when one of the columns does not vary where both are there.</summary>
    public double? Correlation(int i, int j)
    {
        Span<double> own = Of(i, i), sums = Of(i, j);
        bool isWhole = !gaps[i] && !gaps[j];
        (double xy, double n, double x, double y, double xx, double yy) = isWhole
            ? (sums[0], 1, 0, 0, own[0], Of(j, j)[0])
            : (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
        if (n == 0) return null;
        double product = (xx - (x * x / n)) * (yy - (y * y / n));
        return product > 0 ? Math.Clamp((xy - (x * y / n)) / Math.Sqrt(product), -1, 1) : null;
    }

    private void AddPair(int i, int j, double[][] values, double[][] there, double[][] squares, int length)
    {
        ReadOnlySpan<double> x = values[i].AsSpan(0, length), y = values[j].AsSpan(0, length);
        Span<double> sums = Of(i, j);
        sums[0] += TensorPrimitives.Dot(x, y);
        if (!gaps[i] && !gaps[j]) return;
        ReadOnlySpan<double> hasX = there[i].AsSpan(0, length), hasY = there[j].AsSpan(0, length);
        sums[1] += TensorPrimitives.Dot(hasX, hasY);
        sums[2] += TensorPrimitives.Dot(x, hasY);
        sums[3] += TensorPrimitives.Dot(hasX, y);
        sums[4] += TensorPrimitives.Dot(squares[i].AsSpan(0, length), hasY);
        sums[5] += TensorPrimitives.Dot(hasX, squares[j].AsSpan(0, length));
    }

    // A missing value adds nothing: it is 0 after centring, and not there.
    private static void Fill(ReadOnlySpan<float> column, double mean, double[] values, double[] there, double[] squares)
    {
        for (int row = 0; row < column.Length; row++)
        {
            double value = float.IsNaN(column[row]) ? 0 : column[row] - mean;
            values[row] = value;
            squares[row] = value * value;
            there[row] = float.IsNaN(column[row]) ? 0 : 1;
        }
    }

    private Span<double> Of(int i, int j) => _sums.AsSpan(((i * columnCount) + j) * SumCount, SumCount);

    private double[][] Blocks(int size) => [.. Enumerable.Range(0, columnCount).Select(_ => new double[size])];
}
