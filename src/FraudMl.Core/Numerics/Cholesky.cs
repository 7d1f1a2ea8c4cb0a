using System.Numerics;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>Solves symmetric, positive definite systems.</summary>
internal static class Cholesky
{
    /// <summary>Returns x of A x = b; a direction that A leaves free, to rounding, is not moved along.</summary>
    /// <param name="lower">The rows of A up to the diagonal; overwritten by its factor.</param>
    /// <param name="b">The right side; overwritten.</param>
    public static double[] Solve(double[][] lower, double[] b)
    {
        for (int i = 0; i < b.Length; i++)
        {
            double free = 1e-14 * lower[i][i];
            for (int j = 0; j <= i; j++)
            {
                double rest = lower[i][j] - Dot(lower[i].AsSpan(0, j), lower[j].AsSpan(0, j));
                if (i == j) lower[i][i] = rest > free ? Math.Sqrt(rest) : double.PositiveInfinity;
                else lower[i][j] = rest / lower[j][j];
            }

            b[i] = (b[i] - Dot(lower[i].AsSpan(0, i), b.AsSpan(0, i))) / lower[i][i];
        }

        for (int i = b.Length - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < b.Length; k++) b[i] -= lower[k][i] * b[k];
            b[i] /= lower[i][i];
        }

        return b;
    }

    /// <summary>Overwrites the upper triangle of a matrix by U with UᵀU = A; returns false where it is not positive definite.</summary>
    /// <param name="upper">The rows; what is below the diagonal is neither read nor written.</param>
    public static bool Factor(double[][] upper)
    {
        for (int j = 0; j < upper.Length; j++)
        {
            Span<double> row = upper[j];
            if (!(row[j] > 0) || !double.IsFinite(row[j])) return false;
            double inverse = 1 / Math.Sqrt(row[j]);
            for (int k = j; k < row.Length; k++) row[k] *= inverse;
            for (int i = j + 1; i < upper.Length; i++) AddScaled(upper[i].AsSpan(i), -row[i], row[i..]);
        }

        return true;
    }

    /// <summary>Returns L⁻¹ = U⁻ᵀ, the lower triangle by rows of 1, 2, … numbers, of a factor U.</summary>
    public static double[][] InverseOf(double[][] factor)
    {
        double[][] inverse = new double[factor.Length][];
        for (int i = 0; i < factor.Length; i++)
        {
            double[] row = inverse[i] = new double[i + 1];
            row[i] = 1;
            for (int j = 0; j < i; j++) AddScaled(row.AsSpan(0, j + 1), -factor[j][i], inverse[j]);
            for (int k = 0; k <= i; k++) row[k] /= factor[i][i];
        }

        return inverse;
    }

    /// <summary>Adds a multiple of numbers to others, element by element, to the same bits whatever the width of the processor's
    /// vectors.</summary>
    public static void AddScaled(Span<double> to, double factor, ReadOnlySpan<double> numbers)
    {
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(to);
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(numbers);
        var factors = new Vector<double>(factor);
        for (int i = 0; i < sums.Length; i++) sums[i] += factors * vectors[i];
        for (int i = sums.Length * Vector<double>.Count; i < to.Length; i++) to[i] += factor * numbers[i];
    }

    /// <summary>Returns Σ a · b from first to last, whatever the width of the processor's vectors.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
