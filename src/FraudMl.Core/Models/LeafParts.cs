namespace FraudMl;

/// <summary>Leaf values as float32 addends whose sums over any trees are exact, so that ONNX's float32 sums are as good as ours in double.</summary>
/// <remarks>
/// The first two parts are multiples of a unit that no sum exceeds more than 2²⁴ times; the third is what is left, some 2⁻³⁷ of the largest sum.
/// The operator's double form would not do: its output is float32 all the same.
/// </remarks>
internal static class LeafParts
{
    public const int Count = 3;

    // 22 bits, not 24: rounding to the unit may add to every tree.
    private const int UnitBits = 22;

    /// <summary>Returns the parts of each value, value after value.</summary>
    /// <param name="values">The leaf values.</param>
    /// <param name="treeCount">How many of them are summed.</param>
    /// <param name="largestSum">The most that their absolute values sum to.</param>
    public static float[] Of(ReadOnlySpan<double> values, int treeCount, double largestSum)
    {
        double coarse = Unit(largestSum), fine = Unit(treeCount * coarse);
        float[] parts = new float[values.Length * Count];
        for (int i = 0; i < values.Length; i++)
        {
            double first = Math.Round(values[i] / coarse) * coarse, second = Math.Round((values[i] - first) / fine) * fine;
            (parts[i * Count], parts[(i * Count) + 1], parts[(i * Count) + 2]) = ((float)first, (float)second, (float)(values[i] - first - second));
        }

        return parts;
    }

    private static double Unit(double largestSum) => Math.ScaleB(1, Math.ILogB(Math.Max(largestSum, 1e-20)) + 1 - UnitBits);
}
