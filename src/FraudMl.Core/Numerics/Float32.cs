namespace FraudMl;

internal static class Float32
{
    /// <summary>Returns the smallest 32-bit float that is not below a double: for floats x, x ≥ value exactly
    /// when x ≥ the result.</summary>
    public static float RoundUp(double value)
    {
        float nearest = (float)value;
        return nearest < value ? MathF.BitIncrement(nearest) : nearest;
    }

    /// <summary>Returns the largest 32-bit float that is not above a double: for floats x, x ≤ value exactly when x ≤ the result.</summary>
    public static float RoundDown(double value)
    {
        float nearest = (float)value;
        return nearest > value ? MathF.BitDecrement(nearest) : nearest;
    }

    /// <summary>Returns the smallest 32-bit floats that are not below doubles.</summary>
    public static float[] RoundUp(double[] values) => Array.ConvertAll(values, RoundUp);
}
