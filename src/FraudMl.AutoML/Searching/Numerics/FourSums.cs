using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>Sums in four lanes, always the same four, whatever the width of the processor's vectors.</summary>
internal static class FourSums
{
    /// <summary>Returns Σ a · b.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        b = b[..a.Length];
        ReadOnlySpan<Vector256<double>> x = MemoryMarshal.Cast<double, Vector256<double>>(a), y = MemoryMarshal.Cast<double,
            Vector256<double>>(b);
        Vector256<double> sums = Vector256<double>.Zero;
        for (int i = 0; i < x.Length; i++) sums += x[i] * y[i];
        double rest = 0;
        for (int i = 4 * x.Length; i < a.Length; i++) rest += a[i] * b[i];
        return Total(sums) + rest;
    }

    /// <summary>Returns Σ a · b · (at − x)².</summary>
    public static double Squares(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double at, ReadOnlySpan<double> numbers)
    {
        b = b[..a.Length];
        numbers = numbers[..a.Length];
        ReadOnlySpan<Vector256<double>> w = MemoryMarshal.Cast<double, Vector256<double>>(a), v = MemoryMarshal.Cast<double,
            Vector256<double>>(b),
            x = MemoryMarshal.Cast<double, Vector256<double>>(numbers);
        Vector256<double> sums = Vector256<double>.Zero, middle = Vector256.Create(at);
        for (int i = 0; i < w.Length; i++) sums += w[i] * v[i] * ((middle - x[i]) * (middle - x[i]));
        double rest = 0;
        for (int i = 4 * w.Length; i < a.Length; i++) rest += a[i] * b[i] * ((at - numbers[i]) * (at - numbers[i]));
        return Total(sums) + rest;
    }

    /// <summary>Adds weight · (at − x)² to each sum.</summary>
    public static void AddSquares(Span<double> to, double weight, double at, ReadOnlySpan<double> numbers)
    {
        numbers = numbers[..to.Length];
        Span<Vector256<double>> sums = MemoryMarshal.Cast<double, Vector256<double>>(to);
        ReadOnlySpan<Vector256<double>> x = MemoryMarshal.Cast<double, Vector256<double>>(numbers);
        Vector256<double> middle = Vector256.Create(at), factor = Vector256.Create(weight);
        for (int i = 0; i < sums.Length; i++) sums[i] += factor * ((middle - x[i]) * (middle - x[i]));
        for (int i = 4 * sums.Length; i < to.Length; i++) to[i] += weight * ((at - numbers[i]) * (at - numbers[i]));
    }

    private static double Total(Vector256<double> sums) => sums[0] + sums[1] + (sums[2] + sums[3]);
}
