namespace FraudMl;

/// <summary>The nine interior edges of ten probability bins.</summary>
internal static class BinEdges
{
    public const int BinCount = 10;

    public static double[] Uniform()
    {
        var edges = new double[BinCount - 1];
        for (int i = 0; i < edges.Length; i++) edges[i] = (i + 1) * 0.1;
        return edges;
    }

    /// <summary>Returns the deciles of all scores, repeats kept.</summary>
    public static double[] Quantile(double[] frauds, double[] legits)
    {
        int count = frauds.Length + legits.Length;
        var edges = new double[BinCount - 1];
        for (int i = 0; i < edges.Length; i++)
        {
            // scikit-learn goes through percentages; the detour decides the last bit, and with it the bin of a score on an edge.
            double share = (i + 1) * 0.1 * 100 / 100;
            edges[i] = Quantiles.Linear(share, count, rank => Ascending(frauds, legits, rank));
        }
        return edges;
    }

    /// <summary>Returns the score of an ascending rank in the union of two descending lists.</summary>
    private static double Ascending(double[] frauds, double[] legits, int rank)
    {
        int wanted = frauds.Length + legits.Length - 1 - rank;
        int low = Math.Max(0, wanted - legits.Length), high = Math.Min(wanted, frauds.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (frauds[middle] > legits[wanted - middle - 1]) low = middle + 1;
            else high = middle;
        }
        double fraud = low < frauds.Length ? frauds[low] : double.NegativeInfinity;
        double legit = wanted - low < legits.Length ? legits[wanted - low] : double.NegativeInfinity;
        return Math.Max(fraud, legit);
    }
}
