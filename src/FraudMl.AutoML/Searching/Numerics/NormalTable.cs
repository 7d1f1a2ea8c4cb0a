namespace FraudMl;

/// <summary>The normal distribution function from a table, to 2e-11.</summary>
internal static class NormalTable
{
    private const int PerUnit = 128, Reach = 9;

    private static readonly double[] Cdf =
        [.. Enumerable.Range(0, (2 * Reach * PerUnit) + 2).Select(i => SpecialFunctions.NormalCdf(((double)i / PerUnit) - Reach))];

    private static readonly double[] Density =
        [.. Enumerable.Range(0, (2 * Reach * PerUnit) + 2).Select(i => DensityAt(((double)i / PerUnit) - Reach) / PerUnit)];

    /// <summary>Returns P(Z ≤ z), by cubic Hermite interpolation.</summary>
    public static double Of(double z)
    {
        if (z <= -Reach) return 0;
        if (z >= Reach) return 1;
        double place = (z + Reach) * PerUnit;
        int i = (int)place;
        double t = place - i, rest = 1 - t;
        return (Cdf[i] * (1 + (2 * t)) * rest * rest) + (Density[i] * t * rest * rest)
            + (Cdf[i + 1] * t * t * (3 - (2 * t))) - (Density[i + 1] * t * t * rest);
    }

    private static double DensityAt(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
}
