namespace FraudMl;

/// <summary>The population stability index: how far the shares of the bins have moved.</summary>
internal static class PopulationStability
{
    private const double SmallestShare = 1e-4;

    /// <summary>Returns Σ (a − r) ln(a / r), shares below 1e-4 raised to it; null where either side has no rows.</summary>
    public static double? Of(ReadOnlySpan<int> reference, ReadOnlySpan<int> actual)
    {
        (double before, double after) = (Counts.Sum(reference), Counts.Sum(actual));
        if (before == 0 || after == 0) return null;
        double index = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            double r = Math.Max(SmallestShare, reference[i] / before), a = Math.Max(SmallestShare, actual[i] / after);
            index += (a - r) * Math.Log(a / r);
        }

        return index;
    }

    /// <summary>Returns what the index stays under in 95 of 100 cases when nothing moved (Yurdakul and Naranjo 2020): χ²(bins − 1) · (1/n + 1/m).</summary>
    public static double Critical(int binCount, double before, double after)
    {
        // Wilson and Hilferty's cube for the 0.95 quantile of χ².
        double freedom = Math.Max(1, binCount - 1), spread = 2 / (9 * freedom);
        return freedom * Math.Pow(1 - spread + (1.6448536269514722 * Math.Sqrt(spread)), 3) * ((1 / before) + (1 / after));
    }
}
