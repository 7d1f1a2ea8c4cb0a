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
