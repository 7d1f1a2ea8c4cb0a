namespace FraudMl;

/// <summary>How likely equal distributions are to be as far apart.</summary>
internal static class KolmogorovTail
{
    private const int MaxExactPairs = 10_000;

    public static double PValue(double[] first, double[] second, double distance)
    {
        long pairs = (long)first.Length * second.Length;
        bool exact = pairs <= MaxExactPairs && first.Concat(second).Distinct().Count() == first.Length + second.Length;
        return exact ? Exact(first.Length, second.Length, distance)
            : Limit(Math.Sqrt((double)pairs / (first.Length + second.Length)) * distance);
    }

    /// <summary>Kolmogorov 1933: 2 Σ (−1)^(k−1) exp(−2 k² x²), or the theta-transformed series where that one converges slowly.</summary>
    public static double Limit(double x)
    {
        if (x <= 0) return 1;
        double sum = 0;
        if (x < 1)
        {
            for (int k = 1; k <= 50; k++) sum += Math.Exp(-Math.Pow((2 * k - 1) * Math.PI / x, 2) / 8);
            return Math.Clamp(1 - Math.Sqrt(2 * Math.PI) / x * sum, 0, 1);
        }
        for (int k = 1; k <= 50; k++) sum += (k % 2 == 1 ? 1 : -1) * Math.Exp(-2 * k * k * x * x);
        return Math.Clamp(2 * sum, 0, 1);
    }

    /// <summary>The share of the orders of both samples, paths on a grid, that leave the band of smaller distances (Hodges 1958).</summary>
    private static double Exact(int n, int m, double distance)
    {
        double limit = distance - 1e-12;
        // inside[j]: the share of paths to (i, j) that have stayed inside the band.
        var inside = new double[m + 1];
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= m; j++)
            {
                bool leaves = Math.Abs((double)i / n - (double)j / m) >= limit;
                double fromBelow = i > 0 ? inside[j] * i / (i + j) : 0, fromLeft = j > 0 ? inside[j - 1] * j / (i + j) : 0;
                inside[j] = leaves ? 0 : i + j == 0 ? 1 : fromBelow + fromLeft;
            }
        }
        return distance <= 0 ? 1 : 1 - inside[m];
    }
}
