using System.Numerics.Tensors;

namespace FraudMl;

internal static class DerivedKernels
{
    /// <summary>Computes a function in place: the first argument comes in <paramref name="x"/> and the result leaves in it.</summary>
    public static void Apply(DerivedFunction function, Span<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z)
    {
        switch (function)
        {
            case DerivedFunction.Add: TensorPrimitives.Add(x, y, x); break;
            case DerivedFunction.Subtract: TensorPrimitives.Subtract(x, y, x); break;
            case DerivedFunction.Multiply: TensorPrimitives.Multiply(x, y, x); break;
            case DerivedFunction.Divide: TensorPrimitives.Divide(x, y, x); break;
            case DerivedFunction.Remainder:
                // TensorPrimitives takes x − y · trunc(x / y), which is wrong where the quotient has more than 24 bits.
                for (int i = 0; i < x.Length; i++) x[i] %= y[i];
                break;
            case DerivedFunction.Negate: TensorPrimitives.Negate(x, x); break;
            case DerivedFunction.Log: TensorPrimitives.Log(x, x); break;
            case DerivedFunction.Log2: TensorPrimitives.Log2(x, x); break;
            case DerivedFunction.Log10: TensorPrimitives.Log10(x, x); break;
            case DerivedFunction.Exp: TensorPrimitives.Exp(x, x); break;
            case DerivedFunction.Sqrt: TensorPrimitives.Sqrt(x, x); break;
            case DerivedFunction.Abs: TensorPrimitives.Abs(x, x); break;
            case DerivedFunction.Floor: TensorPrimitives.Floor(x, x); break;
            case DerivedFunction.Ceiling: TensorPrimitives.Ceiling(x, x); break;
            case DerivedFunction.Round: TensorPrimitives.Round(x, x); break;
            case DerivedFunction.Min: TensorPrimitives.Min(x, y, x); break;
            case DerivedFunction.Max: TensorPrimitives.Max(x, y, x); break;
            case DerivedFunction.Pow: TensorPrimitives.Pow(x, y, x); break;
            case DerivedFunction.Sin: Each(x, MathF.Sin); break;
            case DerivedFunction.Cos: Each(x, MathF.Cos); break;
            case DerivedFunction.Tan: Each(x, MathF.Tan); break;
            case DerivedFunction.Tanh: TensorPrimitives.Tanh(x, x); break;
            case DerivedFunction.Asin: Each(x, MathF.Asin); break;
            case DerivedFunction.Acos: Each(x, MathF.Acos); break;
            case DerivedFunction.Atan: Each(x, MathF.Atan); break;
            case DerivedFunction.Sinh: Each(x, MathF.Sinh); break;
            case DerivedFunction.Cosh: Each(x, MathF.Cosh); break;
            case DerivedFunction.Truncate: TensorPrimitives.Truncate(x, x); break;
            case DerivedFunction.Clamp:
                TensorPrimitives.Max(x, y, x);
                TensorPrimitives.Min(x, z, x);
                break;
            case DerivedFunction.Select:
                for (int i = 0; i < x.Length; i++) x[i] = x[i] != 0 ? y[i] : z[i];
                break;
            default:
                for (int i = 0; i < x.Length; i++) x[i] = Truth(function, x[i], y[i]) ? 1 : 0;
                break;
        }
    }

    // TensorPrimitives' trigonometry takes another path for a whole vector when one of its values is large: a row's bits would
    // depend on the rows beside it.
    private static void Each(Span<float> x, Func<float, float> function)
    {
        for (int i = 0; i < x.Length; i++) x[i] = function(x[i]);
    }

    private static bool Truth(DerivedFunction function, float x, float y) => function switch
    {
        DerivedFunction.IsNaN => float.IsNaN(x),
        DerivedFunction.IsFinite => float.IsFinite(x),
        DerivedFunction.IsInfinity => float.IsInfinity(x),
        DerivedFunction.Less => x < y,
        DerivedFunction.LessOrEqual => x <= y,
        DerivedFunction.Greater => x > y,
        DerivedFunction.GreaterOrEqual => x >= y,
        DerivedFunction.Equal => x == y,
        DerivedFunction.NotEqual => x != y,
        DerivedFunction.And => x != 0 && y != 0,
        DerivedFunction.Or => x != 0 || y != 0,
        DerivedFunction.Not => x == 0,
        _ => throw new NotSupportedException($"{function} is no truth function."),
    };
}
