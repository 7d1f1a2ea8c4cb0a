using System.Numerics;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>The Matérn 5/2 kernel, k = (1 + a + a² / 3) e⁻ᵃ of a = √5 r.</summary>
internal static class Matern
{
    private static readonly double Sqrt5 = Math.Sqrt(5);

    /// <summary>Writes the kernel of squared distances, over which a is written, and its slopes −∂k / ∂(r² / 2) where there is room
    /// for them.</summary>
    public static void Apply(Span<double> squares, Span<double> kernel, Span<double> slopes)
    {
        Span<Vector<double>> a = Vectors(squares), k = Vectors(kernel[..squares.Length]), s = Vectors(slopes);
        int done = a.Length * Vector<double>.Count;
        for (int i = 0; i < a.Length; i++) k[i] = -(a[i] = new Vector<double>(Sqrt5) * Vector.SquareRoot(a[i]));
        for (int i = done; i < squares.Length; i++) kernel[i] = -(squares[i] = Sqrt5 * Math.Sqrt(squares[i]));
        VectorExp.Apply(kernel[..squares.Length]);
        var slope = new Vector<double>(5.0 / 3);
        for (int i = 0; i < s.Length; i++) s[i] = slope * (Vector<double>.One + a[i]) * k[i];
        for (int i = done; i < slopes.Length; i++) slopes[i] = 5.0 / 3 * (1 + squares[i]) * kernel[i];
        for (int i = 0; i < a.Length; i++) k[i] *= Vector<double>.One + a[i] + (a[i] * a[i] / new Vector<double>(3));
        for (int i = done; i < squares.Length; i++) kernel[i] *= 1 + squares[i] + (squares[i] * squares[i] / 3);
    }

    private static Span<Vector<double>> Vectors(Span<double> numbers) => MemoryMarshal.Cast<double, Vector<double>>(numbers);
}
