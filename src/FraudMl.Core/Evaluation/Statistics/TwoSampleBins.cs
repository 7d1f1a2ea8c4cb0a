namespace FraudMl.Evaluations;

/// <summary>Two samples counted into the deciles of the first.</summary>
/// <param name="Edges">The interior edges, ascending and distinct; a value on an edge is in the bin below it.</param>
/// <param name="ReferenceCounts">The reference's values in each bin.</param>
/// <param name="ActualCounts">The other sample's values in each bin.</param>
public sealed record TwoSampleBins(double[] Edges, int[] ReferenceCounts, int[] ActualCounts)
{
    private const double Floor = 1e-4;

    internal static TwoSampleBins Of(double[] reference, double[] actual)
    {
        double[] edges = Deciles(reference);
        return new(edges, Count(reference, edges), Count(actual, edges));
    }

    /// <summary>Returns the distinct interior deciles of sorted values; none of none.</summary>
    internal static double[] Deciles(double[] sorted) => sorted.Length == 0 ? []
        : [.. Enumerable.Range(1, 9).Select(i => Quantiles.Linear(i * 0.1, sorted.Length, rank => sorted[rank])).Distinct()];

    /// <summary>Returns how many of the sorted values lie in each bin; one on an edge is in the bin below it.</summary>
    internal static int[] Count(double[] sorted, double[] edges)
    {
        var counts = new int[edges.Length + 1];
        int bin = 0;
        foreach (double value in sorted)
        {
            while (bin < edges.Length && edges[bin] < value) bin++;
            counts[bin]++;
        }
        return counts;
    }

    /// <summary>Returns the bins with one more at the end for missing values, where there are any.</summary>
    internal TwoSampleBins WithMissing(int referenceCount, int actualCount) => referenceCount + actualCount == 0
        ? this
        : this with { ReferenceCounts = [.. ReferenceCounts, referenceCount], ActualCounts = [.. ActualCounts, actualCount] };

    internal double Psi()
    {
        double sum = 0;
        for (int bin = 0; bin < ReferenceCounts.Length; bin++)
        {
            (double reference, double actual) = Shares(bin);
            (reference, actual) = (Math.Max(reference, Floor), Math.Max(actual, Floor));
            sum += (actual - reference) * Math.Log(actual / reference);
        }
        return sum;
    }

    internal double PsiCritical() => PsiCritical(ReferenceCounts.Length, ReferenceCounts.Sum(), ActualCounts.Sum());

    /// <summary>Returns the index that equal distributions over so many bins exceed once in twenty.</summary>
    internal static double PsiCritical(int binCount, double referenceCount, double actualCount)
    {
        int degrees = binCount - 1;
        double low = 0, high = 10 * (degrees + 10.0);
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            if (SpecialFunctions.ChiSquaredTail(middle, degrees) > 0.05) low = middle;
            else high = middle;
        }
        return high * (1 / referenceCount + 1 / actualCount);
    }

    internal double JensenShannon()
    {
        double sum = 0;
        for (int bin = 0; bin < ReferenceCounts.Length; bin++)
        {
            (double reference, double actual) = Shares(bin);
            double mean = (reference + actual) / 2;
            if (reference > 0) sum += reference * Math.Log2(reference / mean) / 2;
            if (actual > 0) sum += actual * Math.Log2(actual / mean) / 2;
        }
        return Math.Sqrt(Math.Max(0, sum));
    }

    private (double Reference, double Actual) Shares(int bin) =>
        ((double)ReferenceCounts[bin] / ReferenceCounts.Sum(), (double)ActualCounts[bin] / ActualCounts.Sum());
}
