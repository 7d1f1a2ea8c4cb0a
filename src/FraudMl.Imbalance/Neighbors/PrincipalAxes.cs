using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Up to 32 orthonormal directions in which rows differ most, the widest first: distances along them bound true
/// distances from below.</summary>
/// <remarks>Any directions would be right; the best ones exclude most rows. Beyond 128 columns the columns of
/// largest variance serve.</remarks>
internal sealed class PrincipalAxes
{
    /// <summary>The axes that stand together: enough for boxes, and for a first look at a row.</summary>
    public const int BlockCount = 16;

    private const int SampleRowCount = 4096;
    private const int MaximumRotatedColumnCount = 128;
    private const float FarthestCoordinate = 1e15f;

    private readonly double[] _means;
    private readonly double[] _axes;

    private PrincipalAxes(double[] means, double[] axes, double scale)
    {
        Count = axes.Length / means.Length;
        _means = means;
        _axes = axes;
        Scale = scale;
    }

    /// <value>The number of axes: 16, or 32 for more than 16 columns.</value>
    public int Count { get; }

    /// <value>What distances are multiplied by, so that they are near 1 in single precision.</value>
    public double Scale { get; }

    public static PrincipalAxes Of(FeatureMatrix matrix, int[] rows)
    {
        int step = Math.Max(1, rows.Length / SampleRowCount);
        int[] sample = [.. Enumerable.Range(0, (rows.Length + step - 1) / step).Select(i => rows[i * step])];
        double[] means = Means(matrix, sample);
        double[] axes = matrix.ColumnCount <= MaximumRotatedColumnCount ? Rotated(matrix, sample, means) : Widest(matrix, sample, means);
        double variance = sample.Length == 0 ? 0 : sample.Average(row => SquaredNorm(matrix.Row(row), means));
        double scale = 1 / Math.Sqrt(variance);
        return new PrincipalAxes(means, axes, double.IsNormal(scale) ? scale : 1);
    }

    /// <summary>Writes a row's scaled coordinates and returns its scaled distance from the centre.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Project(ReadOnlySpan<float> row, Span<float> coordinates)
    {
        double squares = 0;
        ref double axes = ref MemoryMarshal.GetArrayDataReference(_axes);
        for (int block = 0; block < Count; block += BlockCount)
        {
            Vector512<double> low = Vector512<double>.Zero, high = Vector512<double>.Zero;
            squares = 0;
            for (int column = 0; column < row.Length; column++)
            {
                double value = (row[column] - _means[column]) * Scale;
                squares += value * value;
                Vector512<double> spread = Vector512.Create(value);
                low += spread * Vector512.LoadUnsafe(ref axes, (nuint)((column * Count) + block));
                high += spread * Vector512.LoadUnsafe(ref axes, (nuint)((column * Count) + block + 8));
            }

            // Cutting coordinates off can only bring rows nearer, so bounds stay bounds, and squares stay finite.
            Vector512<float> farthest = Vector512.Create(FarthestCoordinate);
            Vector512.Max(Vector512.Min(Vector512.Narrow(low, high), farthest), -farthest).CopyTo(coordinates[block..]);
        }

        return Math.Sqrt(squares);
    }

    private static int CountFor(int columns) => columns > BlockCount ? 2 * BlockCount : BlockCount;

    private static double[] Rotated(FeatureMatrix matrix, int[] sample, double[] means)
    {
        int columns = matrix.ColumnCount;
        double[][] covariance = [.. Enumerable.Range(0, columns).Select(_ => new double[columns])];
        var centred = new double[columns];
        foreach (int row in sample)
        {
            ReadOnlySpan<float> values = matrix.Row(row);
            for (int i = 0; i < columns; i++) centred[i] = values[i] - means[i];
            for (int i = 0; i < columns; i++)
            {
                for (int j = 0; j <= i; j++) covariance[i][j] += centred[i] * centred[j];
            }
        }

        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < i; j++) covariance[j][i] = covariance[i][j];
        }

        double[][] vectors = SymmetricEigen.Of(covariance).Vectors;
        int count = CountFor(columns);
        var axes = new double[columns * count];
        for (int axis = 0; axis < Math.Min(count, columns); axis++)
        {
            for (int column = 0; column < columns; column++) axes[(column * count) + axis] = vectors[axis][column];
        }

        return axes;
    }

    private static double[] Widest(FeatureMatrix matrix, int[] sample, double[] means)
    {
        var variances = new double[matrix.ColumnCount];
        foreach (int row in sample)
        {
            ReadOnlySpan<float> values = matrix.Row(row);
            for (int column = 0; column < variances.Length; column++) variances[column] += Math.Pow(values[column] - means[column], 2);
        }

        int count = CountFor(matrix.ColumnCount), axis = 0;
        var axes = new double[matrix.ColumnCount * count];
        foreach (int column in Enumerable.Range(0, variances.Length).OrderByDescending(column => variances[column]).Take(count))
            axes[(column * count) + axis++] = 1;
        return axes;
    }

    private static double[] Means(FeatureMatrix matrix, int[] sample)
    {
        var means = new double[matrix.ColumnCount];
        foreach (int row in sample)
        {
            ReadOnlySpan<float> values = matrix.Row(row);
            for (int column = 0; column < means.Length; column++) means[column] += values[column] / (double)sample.Length;
        }

        return means;
    }

    private static double SquaredNorm(ReadOnlySpan<float> row, double[] means)
    {
        double sum = 0;
        for (int column = 0; column < row.Length; column++) sum += Math.Pow(row[column] - means[column], 2);
        return sum;
    }
}
