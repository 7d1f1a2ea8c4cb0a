namespace FraudMl.Evaluations;

/// <summary>Corrections of p-values for having made several tests at once.</summary>
public static class PValues
{
    /// <summary>Returns p-values times their count, at most 1.</summary>
    /// <param name="values">P-values in [0, 1].</param>
    public static double[] Bonferroni(ReadOnlySpan<double> values)
    {
        int count = values.Length;
        return Array.ConvertAll(values.ToArray(), p => Math.Min(1, p * count));
    }

    /// <summary>Returns Holm's step-down correction (1979): it keeps the chance of any false finding, and beats Bonferroni's.</summary>
    /// <param name="values">P-values in [0, 1].</param>
    /// <returns>The corrected values in the order given.</returns>
    public static double[] Holm(ReadOnlySpan<double> values)
    {
        (double[] sorted, int[] order) = Sorted(values);
        var corrected = new double[sorted.Length];
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (sorted.Length - i) * sorted[i]));
            corrected[order[i]] = largest;
        }
        return corrected;
    }

    /// <summary>Returns the correction of Benjamini and Hochberg (1995): it keeps the share of false ones among the findings.</summary>
    /// <param name="values">P-values in [0, 1].</param>
    /// <returns>The corrected values in the order given.</returns>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> values) => StepUp(values, 1);

    /// <summary>Returns the correction of Benjamini and Yekutieli (2001), which holds for any dependence between the tests.</summary>
    /// <param name="values">P-values in [0, 1].</param>
    /// <returns>The corrected values in the order given.</returns>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> values)
    {
        double harmonic = 0;
        for (int i = 1; i <= values.Length; i++) harmonic += 1.0 / i;
        return StepUp(values, harmonic);
    }

    private static double[] StepUp(ReadOnlySpan<double> values, double factor)
    {
        (double[] sorted, int[] order) = Sorted(values);
        var corrected = new double[sorted.Length];
        double smallest = 1;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            smallest = Math.Min(smallest, factor * sorted.Length * sorted[i] / (i + 1));
            corrected[order[i]] = smallest;
        }
        return corrected;
    }

    private static (double[] Sorted, int[] Order) Sorted(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        return (sorted, order);
    }
}
