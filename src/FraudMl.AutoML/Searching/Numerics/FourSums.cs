using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Sums in four lanes, always the same four, whatever the width of the processor's vectors.</summary>
internal static class FourSums
{
    /// <summary>Returns Σ a.</summary>
    public static double Of(ReadOnlySpan<double> a)
    {
        Vector256<double> sums = Vector256<double>.Zero;
        foreach (Vector256<double> x in MemoryMarshal.Cast<double, Vector256<double>>(a)) sums += x;
        double first = sums[0];
        foreach (double rest in a[(a.Length & ~3)..]) first += rest;
        return first + sums[1] + (sums[2] + sums[3]);
    }

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

    /// <summary>Writes Σ a · b of four a side by side, each as it is by itself; they begin where b does and may end before it.</summary>
    public static void Dots(
        ReadOnlySpan<double> b, ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> third,
        ReadOnlySpan<double> fourth, Span<double> sums)
    {
        int common = Math.Min(Math.Min(first.Length, second.Length), Math.Min(third.Length, fourth.Length)) & ~3;
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, common);
        ref double x = ref MemoryMarshal.GetReference(first), y = ref MemoryMarshal.GetReference(second),
            z = ref MemoryMarshal.GetReference(third), w = ref MemoryMarshal.GetReference(fourth), v = ref MemoryMarshal.GetReference(b);
        Vector256<double> sumX = Vector256<double>.Zero, sumY = sumX, sumZ = sumX, sumW = sumX;
        for (nuint i = 0; i < (nuint)common; i += 4)
        {
            Vector256<double> shared = Vector256.LoadUnsafe(ref v, i);
            sumX += Vector256.LoadUnsafe(ref x, i) * shared;
            sumY += Vector256.LoadUnsafe(ref y, i) * shared;
            sumZ += Vector256.LoadUnsafe(ref z, i) * shared;
            sumW += Vector256.LoadUnsafe(ref w, i) * shared;
        }

        sums[3] = Rest(sumW, fourth, b, common);
        sums[2] = Rest(sumZ, third, b, common);
        sums[1] = Rest(sumY, second, b, common);
        sums[0] = Rest(sumX, first, b, common);
    }

    /// <summary>Adds multiples of four rows of numbers to others, one after the other.</summary>
    public static void AddScaled(
        Span<double> to, double first, ReadOnlySpan<double> a, double second, ReadOnlySpan<double> b, double third, ReadOnlySpan<double> c,
        double fourth, ReadOnlySpan<double> d)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(Math.Min(a.Length, b.Length), Math.Min(c.Length, d.Length)), to.Length);
        ref double sum = ref MemoryMarshal.GetReference(to), x = ref MemoryMarshal.GetReference(a), y = ref MemoryMarshal.GetReference(b),
            z = ref MemoryMarshal.GetReference(c), w = ref MemoryMarshal.GetReference(d);
        Vector<double> f = new(first), g = new(second), h = new(third), k = new(fourth);
        int end = to.Length - (to.Length % Vector<double>.Count);
        for (nuint i = 0; i < (nuint)end; i += (nuint)Vector<double>.Count)
        {
            Vector<double> added = Vector.LoadUnsafe(ref sum, i) + (f * Vector.LoadUnsafe(ref x, i)) + (g * Vector.LoadUnsafe(ref y, i))
                + (h * Vector.LoadUnsafe(ref z, i)) + (k * Vector.LoadUnsafe(ref w, i));
            added.StoreUnsafe(ref sum, i);
        }

        for (int i = end; i < to.Length; i++) to[i] = to[i] + (first * a[i]) + (second * b[i]) + (third * c[i]) + (fourth * d[i]);
    }

    /// <summary>Returns Σ a · b · (at − x)² and Σ a · c · (at − x)².</summary>
    public static (double B, double C) Squares(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, double at, ReadOnlySpan<double> numbers)
    {
        int end = a.Length & ~3;
        b = b[..a.Length];
        c = c[..a.Length];
        numbers = numbers[..a.Length];
        ref double w = ref MemoryMarshal.GetReference(a), u = ref MemoryMarshal.GetReference(b), v = ref MemoryMarshal.GetReference(c),
            x = ref MemoryMarshal.GetReference(numbers);
        Vector256<double> sumB = Vector256<double>.Zero, sumC = sumB, middle = Vector256.Create(at);
        for (nuint i = 0; i < (nuint)end; i += 4)
        {
            Vector256<double> weight = Vector256.LoadUnsafe(ref w, i), apart = middle - Vector256.LoadUnsafe(ref x, i);
            Vector256<double> square = apart * apart;
            sumB += weight * Vector256.LoadUnsafe(ref u, i) * square;
            sumC += weight * Vector256.LoadUnsafe(ref v, i) * square;
        }

        double restB = 0, restC = 0;
        for (int i = end; i < a.Length; i++)
        {
            double square = (at - numbers[i]) * (at - numbers[i]);
            restB += a[i] * b[i] * square;
            restC += a[i] * c[i] * square;
        }

        return (Total(sumB) + restB, Total(sumC) + restC);
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

    // What is left of a sum behind so many numbers.
    private static double Rest(Vector256<double> sums, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int done)
    {
        b = b[..a.Length];
        for (; done + 4 <= a.Length; done += 4) sums += Vector256.Create(a.Slice(done, 4)) * Vector256.Create(b.Slice(done, 4));
        double rest = 0;
        for (; done < a.Length; done++) rest += a[done] * b[done];
        return Total(sums) + rest;
    }

    private static double Total(Vector256<double> sums) => sums[0] + sums[1] + (sums[2] + sums[3]);
}
