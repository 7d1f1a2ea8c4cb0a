namespace FraudMl;

/// <summary>The ranks that fall into each probability bin (edge, next edge], from the lowest bin up.</summary>
/// <param name="Edges">The interior edges, ascending.</param>
/// <param name="FraudStarts">For each bin the first rank of the frauds in it; one more entry in front says where the lowest bin ends.</param>
/// <param name="LegitStarts">The same for legitimate rows.</param>
internal sealed record ProbabilityBins(double[] Edges, int[] FraudStarts, int[] LegitStarts)
{
    public int Count => Edges.Length + 1;

    public static ProbabilityBins Of(RankedClass frauds, RankedClass legits, double[] edges) =>
        new(edges, Starts(frauds.Scores, edges), Starts(legits.Scores, edges));

    /// <summary>Returns the ranks of a bin; ranks descend with the score, so a higher bin has lower ranks.</summary>
    public static Range Ranks(int[] starts, int bin) => starts[bin + 1]..starts[bin];

    private static int[] Starts(double[] scores, double[] edges) =>
        [scores.Length, .. edges.Select(edge => CountAbove(scores, edge)), 0];

    private static int CountAbove(double[] descending, double edge)
    {
        int low = 0, high = descending.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (descending[middle] > edge) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
