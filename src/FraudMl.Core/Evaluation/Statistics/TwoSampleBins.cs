namespace FraudMl.Evaluations;

/// <summary>Two samples counted into the deciles of the first. A value that repeats among the deciles has a bin of its own.</summary>
/// <param name="Edges">The interior edges, ascending and distinct; a value on an edge is in the bin below it,
/// unless the edge is heavy.</param>
/// <param name="Heavy">
/// The edges that repeat among the deciles, ascending: each has a bin of its own between the bin below and the bin above it. The bin of x
/// is the number of edges below x plus the number of heavy edges at or below x.
/// </param>
/// <param name="ReferenceCounts">The reference's values in each bin.</param>
/// <param name="ActualCounts">The other sample's values in each bin.</param>
public sealed record TwoSampleBins(double[] Edges, double[] Heavy, int[] ReferenceCounts, int[] ActualCounts)
{
    private const double Floor = 1e-4;

    /// <value>The bins that are not empty in both samples, less one: the degrees of freedom of the index.</value>
    public int DegreesOfFreedom => ReferenceCounts.Where((count, bin) => count > 0 || ActualCounts[bin] > 0).Count() - 1;

    internal static TwoSampleBins Of(double[] reference, double[] actual)
    {
        QuantileBins bins = QuantileBins.Of(reference);
        return new(bins.Edges, bins.Heavy, bins.CountsOf(reference), bins.CountsOf(actual));
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
            if (ReferenceCounts[bin] == 0 && ActualCounts[bin] == 0) continue;
            (double reference, double actual) = Shares(bin);
            (reference, actual) = (Math.Max(reference, Floor), Math.Max(actual, Floor));
            sum += (actual - reference) * Math.Log(actual / reference);
        }
        return sum;
    }

    /// <summary>Returns the index that equal distributions over these bins exceed once in twenty; 0 where there is one bin.</summary>
    internal double PsiCritical()
    {
        int degrees = DegreesOfFreedom;
        if (degrees < 1) return 0;
        double low = 0, high = 10 * (degrees + 10.0);
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            if (SpecialFunctions.ChiSquaredTail(middle, degrees) > 0.05) low = middle;
            else high = middle;
        }

        return high * ((1.0 / ReferenceCounts.Sum()) + (1.0 / ActualCounts.Sum()));
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

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
