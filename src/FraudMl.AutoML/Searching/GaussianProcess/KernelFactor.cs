namespace FraudMl;

/// <summary>A covariance matrix K = UᵀU by its factor and its inverses. A row more is added without beginning anew, to the same
/// bits.</summary>
internal sealed class KernelFactor
{
    private const int Room = 8;

    // The rows of U from the diagonal on, with room behind, and one over the root of each pivot.
    private double[][] _upper, _lower, _inverse = [];
    private double[] _scales;

    private KernelFactor(double[][] upper, double[] scales) =>
        (_upper, _scales, Count, _lower) = (upper, scales, scales.Length, InverseOf(upper));

    public int Count { get; private set; }

    /// <value>The rows of L⁻¹ = U⁻ᵀ, of 1, 2, … numbers.</value>
    public ReadOnlySpan<double[]> Lower => _lower.AsSpan(0, Count);

    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Count; i++) sum += 2 * Math.Log(_upper[i][0]);
            return sum;
        }
    }

    /// <summary>Returns the factor of a matrix; null where it is not positive definite.</summary>
    /// <param name="upper">Its rows from the diagonal on; overwritten.</param>
    public static KernelFactor? Of(double[][] upper)
    {
        double[] scales = new double[upper.Length];
        int first = 0;
        // Four rows are taken off those below at once.
        for (; first + 4 <= upper.Length; first += 4)
        {
            for (int j = first; j < first + 4; j++)
            {
                if (!Scale(upper[j], out scales[j])) return null;
                for (int i = j + 1; i < first + 4; i++) Cholesky.AddScaled(upper[i], -upper[j][i - j], upper[j].AsSpan(i - j));
            }

            double[] a = upper[first], b = upper[first + 1], c = upper[first + 2], d = upper[first + 3];
            for (int i = 4; i < a.Length; i++)
            {
                FourSums.AddScaled(upper[first + i], -a[i], a.AsSpan(i), -b[i - 1], b.AsSpan(i - 1), -c[i - 2], c.AsSpan(i - 2),
                    -d[i - 3], d.AsSpan(i - 3));
            }
        }

        for (int j = first; j < upper.Length; j++)
        {
            if (!Scale(upper[j], out scales[j])) return null;
            for (int i = j + 1; i < upper.Length; i++) Cholesky.AddScaled(upper[i], -upper[j][i - j], upper[j].AsSpan(i - j));
        }

        return new KernelFactor(upper, scales);
    }

    /// <summary>Returns K⁻¹, the rows from the diagonal on.</summary>
    public double[][] UpperInverse()
    {
        double[][] square = [.. Enumerable.Range(0, Count).Select(i => new double[Count - i])];
        int first = 0;
        for (; first + 4 <= Count; first += 4)
        {
            double[] a = _lower[first], b = _lower[first + 1], c = _lower[first + 2], d = _lower[first + 3];
            for (int i = 0; i <= first; i++)
            {
                FourSums.AddScaled(square[i].AsSpan(0, first + 1 - i), a[i], a.AsSpan(i), b[i], b.AsSpan(i), c[i], c.AsSpan(i),
                    d[i], d.AsSpan(i));
            }

            // The corner beyond the diagonal of the first of the four.
            for (int k = first + 1; k < first + 4; k++)
            {
                for (int i = 0; i <= k; i++)
                {
                    int from = Math.Max(i, first + 1);
                    Cholesky.AddScaled(square[i].AsSpan(from - i, k + 1 - from), _lower[k][i], _lower[k].AsSpan(from));
                }
            }
        }

        for (int k = first; k < Count; k++)
        {
            for (int i = 0; i <= k; i++) Cholesky.AddScaled(square[i].AsSpan(0, k + 1 - i), _lower[k][i], _lower[k].AsSpan(i));
        }

        return square;
    }

    /// <summary>Returns a row of K⁻¹.</summary>
    public ReadOnlySpan<double> Inverse(int row) => _inverse[row].AsSpan(0, Count);

    /// <summary>Has K⁻¹ at hand from here on.</summary>
    public void Invert()
    {
        double[][] upper = UpperInverse();
        _inverse = [.. Enumerable.Range(0, Count).Select(_ => new double[Count])];
        for (int i = 0; i < Count; i++)
        {
            upper[i].CopyTo(_inverse[i], i);
            for (int j = i; j < Count; j++) _inverse[j][i] = upper[i][j - i];
        }
    }

    /// <summary>Adds a row and a column to K; returns false where it is not positive definite any more.</summary>
    public bool Add(ReadOnlySpan<double> covariances)
    {
        int n = Count;
        MakeRoom();
        double[] row = covariances.ToArray();
        for (int j = 0; j < n; j++)
        {
            row[j] *= _scales[j];
            Cholesky.AddScaled(row.AsSpan(j + 1, n - j - 1), -row[j], _upper[j].AsSpan(1, n - j - 1));
            row[n] += -row[j] * row[j];
            _upper[j][n - j] = row[j];
        }

        _upper[n][0] = row[n];
        if (!Scale(_upper[n].AsSpan(0, 1), out _scales[n])) return false;
        double[] lower = _lower[n] = new double[n + 1];
        lower[n] = 1;
        for (int j = 0; j < n; j++) Cholesky.AddScaled(lower.AsSpan(0, j + 1), -row[j], _lower[j]);
        for (int k = 0; k <= n; k++) lower[k] /= _upper[n][0];
        for (int i = 0; i <= n; i++) Cholesky.AddScaled(_inverse[i].AsSpan(0, n + 1), lower[i], lower);
        Count++;
        return true;
    }

    private static bool Scale(Span<double> row, out double scale)
    {
        scale = 1 / Math.Sqrt(row[0]);
        if (!(row[0] > 0) || !double.IsFinite(row[0])) return false;
        for (int k = 0; k < row.Length; k++) row[k] *= scale;
        return true;
    }

    private static double[][] InverseOf(double[][] upper)
    {
        double[][] inverse = new double[upper.Length][];
        for (int i = 0; i < upper.Length; i++)
        {
            double[] row = inverse[i] = new double[i + 1];
            row[i] = 1;
            int j = 0;
            for (; j + 4 <= i; j += 4)
            {
                double b = -upper[j + 1][i - j - 1], c = -upper[j + 2][i - j - 2], d = -upper[j + 3][i - j - 3];
                FourSums.AddScaled(row.AsSpan(0, j + 1), -upper[j][i - j], inverse[j], b, inverse[j + 1], c, inverse[j + 2],
                    d, inverse[j + 3]);
                row[j + 1] = row[j + 1] + (b * inverse[j + 1][j + 1]) + (c * inverse[j + 2][j + 1]) + (d * inverse[j + 3][j + 1]);
                row[j + 2] = row[j + 2] + (c * inverse[j + 2][j + 2]) + (d * inverse[j + 3][j + 2]);
                row[j + 3] += d * inverse[j + 3][j + 3];
            }

            for (; j < i; j++) Cholesky.AddScaled(row.AsSpan(0, j + 1), -upper[j][i - j], inverse[j]);
            for (int k = 0; k <= i; k++) row[k] /= upper[i][0];
        }

        return inverse;
    }

    private void MakeRoom()
    {
        if (_inverse.Length > Count) return;
        int size = Count + Room;
        Array.Resize(ref _upper, size);
        Array.Resize(ref _lower, size);
        Array.Resize(ref _inverse, size);
        Array.Resize(ref _scales, size);
        for (int i = 0; i < size; i++)
        {
            Array.Resize(ref _upper[i], size - i);
            Array.Resize(ref _inverse[i], size);
        }
    }
}
