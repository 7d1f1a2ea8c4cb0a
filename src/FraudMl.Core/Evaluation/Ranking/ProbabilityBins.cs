namespace FraudMl;

/// <summary>The ranks that fall into each probability bin (edge, next edge], from the lowest bin up.</summary>
/// <param name="Edges">The interior edges, ascending.</param>
/// <param name="FraudStarts">For each bin the first rank of the frauds in it; one more entry in front says
/// where the lowest bin ends.</param>
/// <param name="LegitStarts">The same for legitimate rows.</param>
internal sealed record ProbabilityBins(double[] Edges, int[] FraudStarts, int[] LegitStarts)
{
    public int BinCount => Edges.Length + 1;

    public static ProbabilityBins Of(RankedClass frauds, RankedClass legits, double[] edges) =>
        new(edges, Starts(frauds.Scores, edges), Starts(legits.Scores, edges));

    /// <summary>Returns the ranks of a bin; ranks descend with the score, so a higher bin has lower ranks.</summary>
    public static Range Ranks(int[] starts, int bin) => starts[bin + 1]..starts[bin];

    /// <summary>Returns how many of the first scores reach a threshold.</summary>
    public static int CountAtLeast(double[] descending, double threshold) => Count(descending, score => score >= threshold);

    private static int[] Starts(double[] scores, double[] edges) =>
        [scores.Length, .. edges.Select(edge => Count(scores, score => score > edge)), 0];

    /// <summary>Returns how many of the first scores a test keeps, when it keeps no lower one than it drops.</summary>
    private static int Count(double[] descending, Predicate<double> keeps)
    {
        int low = 0, high = descending.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (keeps(descending[middle])) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
