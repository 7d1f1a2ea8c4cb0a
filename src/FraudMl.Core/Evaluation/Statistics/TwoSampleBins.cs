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
    /// <value>The bins that are not empty in both samples, less one: the degrees of freedom of the index.</value>
    public int DegreesOfFreedom => Samples().DegreesOfFreedom;

    internal static TwoSampleBins Of(double[] reference, double[] actual)
    {
        QuantileBins bins = QuantileBins.Of(reference);
        return new(bins.Edges, bins.Heavy, bins.CountsOf(reference), bins.CountsOf(actual));
    }

    /// <summary>Returns the bins with one more at the end for missing values, where there are any.</summary>
    internal TwoSampleBins WithMissing(int referenceCount, int actualCount) => referenceCount + actualCount == 0
        ? this
        : this with { ReferenceCounts = [.. ReferenceCounts, referenceCount], ActualCounts = [.. ActualCounts, actualCount] };

    internal double Psi() => Samples().Psi();

    /// <summary>Returns the index that equal distributions over these bins exceed once in twenty; 0 where there is one bin.</summary>
    internal double PsiCritical() => Samples().PsiCritical();

    internal double JensenShannon() => Samples().JensenShannon();

    private BinnedSamples Samples() =>
        new(Array.ConvertAll(ReferenceCounts, count => (long)count), Array.ConvertAll(ActualCounts, count => (long)count));

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
