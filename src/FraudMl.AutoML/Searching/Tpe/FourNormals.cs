using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>The exponents of normal kernels at four points at once: each kernel is fetched once for all of them.</summary>
internal static class FourNormals
{
    public const int Count = 4;

    /// <summary>Subtracts ½ ((x − μ) / σ)² of each axis, one axis after the other, from the logarithms of each point.</summary>
    /// <param name="axes">The axes.</param>
    /// <param name="points">The four points.</param>
    /// <param name="first">The place of the first axis in them.</param>
    /// <param name="logs">The logarithms of the kernels for each point.</param>
    /// <param name="count">How many kernels there are.</param>
    public static void Add(ReadOnlySpan<ParzenAxis> axes, ReadOnlySpan<double[]> points, int first, double[][] logs, int count)
    {
        double[][] centers = new double[axes.Length][], inverses = new double[axes.Length][];
        var places = new Vector<double>[axes.Length * Count];
        for (int j = 0; j < axes.Length; j++)
        {
            (centers[j], inverses[j]) = (axes[j].Centers, axes[j].Inverses);
            for (int point = 0; point < Count; point++) places[(Count * j) + point] = new Vector<double>(points[point][first + j]);
        }

        int done = AddVectors(centers, inverses, places, logs, count);
        for (int point = 0; point < Count; point++)
        {
            for (int k = done; k < count; k++)
            {
                for (int j = 0; j < axes.Length; j++)
                {
                    double z = (points[point][first + j] - centers[j][k]) * inverses[j][k];
                    logs[point][k] -= 0.5 * (z * z);
                }
            }
        }
    }

    // Sums stay in registers while the axes go by; nothing is checked within, where a check costs as much as a step.
    private static int AddVectors(double[][] centers, double[][] inverses, Vector<double>[] places, double[][] logs, int count)
    {
        int end = count - (count % Vector<double>.Count);
        foreach (double[] read in (double[][])[.. centers, .. inverses, .. logs])
            ArgumentOutOfRangeException.ThrowIfLessThan(read.Length, end);
        ref Vector<double> place = ref MemoryMarshal.GetArrayDataReference(places);
        var half = new Vector<double>(0.5);
        for (int k = 0; k < end; k += Vector<double>.Count)
        {
            Vector<double> a = Load(logs[0], k), b = Load(logs[1], k), c = Load(logs[2], k), d = Load(logs[3], k);
            ref Vector<double> x = ref place;
            for (int j = 0; j < centers.Length; j++)
            {
                Vector<double> center = Load(centers[j], k), inverse = Load(inverses[j], k);
                Vector<double> za = (x - center) * inverse, zb = (Unsafe.Add(ref x, 1) - center) * inverse;
                Vector<double> zc = (Unsafe.Add(ref x, 2) - center) * inverse, zd = (Unsafe.Add(ref x, 3) - center) * inverse;
                a -= half * (za * za);
                b -= half * (zb * zb);
                c -= half * (zc * zc);
                d -= half * (zd * zd);
                x = ref Unsafe.Add(ref x, Count);
            }

            a.CopyTo(logs[0], k);
            b.CopyTo(logs[1], k);
            c.CopyTo(logs[2], k);
            d.CopyTo(logs[3], k);
        }

        return end;
    }

    private static Vector<double> Load(double[] values, int at) =>
        Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)at);
}
