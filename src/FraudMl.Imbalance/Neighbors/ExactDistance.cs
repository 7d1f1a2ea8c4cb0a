using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>The one definition of a distance: squares in double, added in eight chains by column modulo 8, so its bits depend on
/// nothing but the two rows.</summary>
internal static class ExactDistance
{
    /// <summary>The chains that columns are added in.</summary>
    public const int ChainCount = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector256<double> low = Vector256<double>.Zero, high = Vector256<double>.Zero;
        ref float first = ref MemoryMarshal.GetReference(a), second = ref MemoryMarshal.GetReference(b[..a.Length]);
        int column = 0;
        for (; column + ChainCount <= a.Length; column += ChainCount)
            Add(ref low, ref high, Vector256.LoadUnsafe(ref first, (nuint)column), Vector256.LoadUnsafe(ref second, (nuint)column));
        if (column < a.Length)
        {
            Span<float> rest = stackalloc float[2 * ChainCount];
            rest.Clear();
            a[column..].CopyTo(rest);
            b[column..a.Length].CopyTo(rest[ChainCount..]);
            Add(ref low, ref high, Vector256.Create<float>(rest[..ChainCount]), Vector256.Create<float>(rest[ChainCount..]));
        }

        Vector256<double> sum = low + high;
        return (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }

    /// <summary>The distance over the columns that both rows have, scaled up to all of them; infinite when they share none.</summary>
    public static double SquaredOfPresent(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        int present = 0;
        for (int column = 0; column < a.Length; column++)
        {
            double difference = (double)a[column] - b[column];
            if (double.IsNaN(difference)) continue;
            sum += difference * difference;
            present++;
        }

        return present == 0 ? double.PositiveInfinity : sum * ((double)a.Length / present);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector256<double> low, ref Vector256<double> high, Vector256<float> a, Vector256<float> b)
    {
        (Vector256<double> lowA, Vector256<double> highA) = Vector256.Widen(a);
        (Vector256<double> lowB, Vector256<double> highB) = Vector256.Widen(b);
        Vector256<double> lowDifference = lowA - lowB, highDifference = highA - highB;
        low += lowDifference * lowDifference;
        high += highDifference * highDifference;
    }
}
