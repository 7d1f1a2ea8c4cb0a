using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Log loss, gradient and Hessian of some rows. Each sum takes the rows in their order, so it does not depend on
/// the width of vectors.</summary>
internal sealed class LogisticSums
{
    private const int RowsAtOnce = 4;

    private readonly int _size;
    private readonly Vector<double>[] _hessian;
    private readonly Vector<double>[] _rows;

    private readonly bool _curved;

    /// <param name="size">The number of weights, the bias among them.</param>
    /// <param name="curved">Whether there is a Hessian.</param>
    public LogisticSums(int size, bool curved)
    {
        (_size, _curved) = (size, curved);
        RowVectorCount = (size + Vector<double>.Count - 1) / Vector<double>.Count;
        Gradient = new double[size];
        _hessian = new Vector<double>[curved ? size * RowVectorCount : 0];
        _rows = new Vector<double>[RowsAtOnce * RowVectorCount];
    }

    public double Loss { get; set; }

    public double[] Gradient { get; }

    private int RowVectorCount { get; }

    /// <summary>Returns the row of the Hessian up to the diagonal.</summary>
    public Span<double> Hessian(int row) =>
        MemoryMarshal.Cast<Vector<double>, double>(_hessian.AsSpan(row * RowVectorCount, RowVectorCount))[..(row + 1)];

    public void Clear()
    {
        Loss = 0;
        Array.Clear(Gradient);
        Array.Clear(_hessian);
    }

    public void Add(LogisticSums other)
    {
        Loss += other.Loss;
        TensorPrimitives.Add(Gradient, other.Gradient, Gradient);
        for (int i = 0; i < _hessian.Length; i++) _hessian[i] += other._hessian[i];
    }

    /// <summary>Adds the rows of a range; a feature is scaled first, where there is a scaling.</summary>
    public void Add(TrainingData data, FeatureScaling? scaling, ReadOnlySpan<double> solution, Range rows)
    {
        (int start, int count) = rows.GetOffsetAndLength(data.Matrix.RowCount);
        ReadOnlySpan<float> weights = data.Weights.Span;
        Span<double> curvatures = stackalloc double[RowsAtOnce];
        for (int first = start; first < start + count; first += RowsAtOnce)
        {
            curvatures.Clear();
            for (int i = 0; i < Math.Min(RowsAtOnce, start + count - first); i++)
            {
                Span<double> row = MemoryMarshal.Cast<Vector<double>, double>(Row(i))[.._size];
                Read(data.Matrix.Row(first + i), scaling, row);
                curvatures[i] = Add(row, solution, data.Labels.Span[first + i], weights.IsEmpty ? 1 : weights[first + i]);
            }

            if (_curved) AddCurvatures(curvatures);
        }
    }

    private static void Read(ReadOnlySpan<float> features, FeatureScaling? scaling, Span<double> row)
    {
        if (scaling is null) TensorPrimitives.ConvertTruncating(features, row);
        else scaling.Apply(features, row);
        row[^1] = 1;
    }

    private double Add(ReadOnlySpan<double> row, ReadOnlySpan<double> solution, bool label, double weight)
    {
        double margin = _curved ? Cholesky.Dot(solution, row) : WideDot(solution, row), small = Math.Exp(-Math.Abs(margin));
        double p = margin >= 0 ? 1 / (1 + small) : small / (1 + small);
        Loss += weight * (Math.Max(margin, 0) - (label ? margin : 0) + double.LogP1(small));
        TensorPrimitives.MultiplyAdd(row, weight * (p - (label ? 1 : 0)), Gradient, Gradient);
        return weight * p * (1 - p);
    }

    // Eight sums side by side whatever the width of the processor's vectors, for rows so wide that one sum would wait for itself.
    private static double WideDot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector256<double> even = default, odd = default;
        int i = 0;
        for (; i + 8 <= a.Length; i += 8)
        {
            even += Vector256.Create(a.Slice(i, 4)) * Vector256.Create(b.Slice(i, 4));
            odd += Vector256.Create(a.Slice(i + 4, 4)) * Vector256.Create(b.Slice(i + 4, 4));
        }

        Vector256<double> lanes = even + odd;
        return lanes[0] + lanes[1] + (lanes[2] + lanes[3]) + Cholesky.Dot(a[i..], b[i..]);
    }

    // Four rows for each load and store of the Hessian; behind the diagonal it holds what the vectors bring along.
    private void AddCurvatures(ReadOnlySpan<double> curvatures)
    {
        Span<Vector<double>> a = Row(0), b = Row(1), c = Row(2), d = Row(3);
        Span<double> values = MemoryMarshal.Cast<Vector<double>, double>(_rows.AsSpan());
        int stride = RowVectorCount * Vector<double>.Count;
        for (int i = 0; i < _size; i++)
        {
            double p = curvatures[0] * values[i], q = curvatures[1] * values[stride + i], r = curvatures[2] * values[(2 * stride) + i],
                s = curvatures[3] * values[(3 * stride) + i];
            Span<Vector<double>> sums = _hessian.AsSpan(i * RowVectorCount, (i / Vector<double>.Count) + 1);
            for (int k = 0; k < sums.Length; k++) sums[k] = sums[k] + (a[k] * p) + (b[k] * q) + (c[k] * r) + (d[k] * s);
        }
    }

    private Span<Vector<double>> Row(int i) => _rows.AsSpan(i * RowVectorCount, RowVectorCount);
}
