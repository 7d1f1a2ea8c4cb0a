using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>The exponential of many numbers of any processor to the same bits: without fused steps, element by element.</summary>
internal static class VectorExp
{
    private const double Lowest = -700, Highest = 700;

    // 1.5 · 2⁵²: what is added rounds to a whole number, which then stands in the low bits.
    private const double Rounder = 6755399441055744;

    private const double Log2E = 1.4426950408889634, Ln2High = 0.693147180369123816490, Ln2Low = 1.90821492927058770002e-10;

    private static readonly double[] Inverses = [1, 1, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320,
        1.0 / 362880,
        1.0 / 3628800, 1.0 / 39916800];

    /// <summary>Replaces each x by eˣ, to 1e-14 of it; beyond ±700 as at ±700.</summary>
    public static void Apply(Span<double> values)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        int next = 0;
        for (; next + 3 < vectors.Length; next += 4) ExpOfFour(vectors.Slice(next, 4));
        for (; next < vectors.Length; next++) vectors[next] = Exp(vectors[next]);
        int done = vectors.Length * Vector<double>.Count;
        if (done == values.Length) return;
        Span<double> rest = stackalloc double[Vector<double>.Count];
        rest.Clear();
        values[done..].CopyTo(rest);
        Exp(new Vector<double>(rest)).CopyTo(rest);
        rest[..(values.Length - done)].CopyTo(values[done..]);
    }

    private static Vector<double> Exp(Vector<double> x)
    {
        (Vector<double> rounded, Vector<double> rest) = Reduced(x);
        var sum = new Vector<double>(Inverses[^1]);
        for (int i = Inverses.Length - 2; i >= 0; i--) sum = (sum * rest) + new Vector<double>(Inverses[i]);
        return Scaled(sum, rounded);
    }

    // The same, four side by side: each step waits for the one before, and meanwhile the others go on.
    private static void ExpOfFour(Span<Vector<double>> x)
    {
        (Vector<double> roundedA, Vector<double> a) = Reduced(x[0]);
        (Vector<double> roundedB, Vector<double> b) = Reduced(x[1]);
        (Vector<double> roundedC, Vector<double> c) = Reduced(x[2]);
        (Vector<double> roundedD, Vector<double> d) = Reduced(x[3]);
        var last = new Vector<double>(Inverses[^1]);
        (Vector<double> sumA, Vector<double> sumB, Vector<double> sumC, Vector<double> sumD) = (last, last, last, last);
        for (int i = Inverses.Length - 2; i >= 0; i--)
        {
            var inverse = new Vector<double>(Inverses[i]);
            sumA = (sumA * a) + inverse;
            sumB = (sumB * b) + inverse;
            sumC = (sumC * c) + inverse;
            sumD = (sumD * d) + inverse;
        }

        x[0] = Scaled(sumA, roundedA);
        x[1] = Scaled(sumB, roundedB);
        x[2] = Scaled(sumC, roundedC);
        x[3] = Scaled(sumD, roundedD);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<double> Rounded, Vector<double> Small) Reduced(Vector<double> x)
    {
        x = Vector.Min(Vector.Max(x, new Vector<double>(Lowest)), new Vector<double>(Highest));
        Vector<double> rounded = (x * new Vector<double>(Log2E)) + new Vector<double>(Rounder);
        Vector<double> power = rounded - new Vector<double>(Rounder);
        return (rounded, x - (power * new Vector<double>(Ln2High)) - (power * new Vector<double>(Ln2Low)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Scaled(Vector<double> sum, Vector<double> rounded) =>
        sum * Vector.AsVectorDouble(Vector.ShiftLeft(Vector.AsVectorInt64(rounded) + new Vector<long>(1023), 52));
}
