namespace FraudMl;

/// <summary>Mutual information of bins with the label, in nats, from their counts (the plug-in estimate).</summary>
internal static class BinInformation
{
    /// <summary>Returns how much a bin tells of the label; at least 0, at most the label's entropy.</summary>
    public static double? Of(ReadOnlySpan<int> frauds, ReadOnlySpan<int> legits)
    {
        (double allFrauds, double allLegits) = (Counts.Sum(frauds), Counts.Sum(legits));
        double all = allFrauds + allLegits;
        if (allFrauds == 0 || allLegits == 0) return null;
        double information = 0;
        for (int i = 0; i < frauds.Length; i++)
        {
            double both = (double)frauds[i] + legits[i];
            information += Term(frauds[i], both, allFrauds, all) + Term(legits[i], both, allLegits, all);
        }

        return Math.Max(0, information);
    }

    private static double Term(double joint, double bin, double label, double all) =>
        joint == 0 ? 0 : joint / all * Math.Log(joint * all / (bin * label));
}
