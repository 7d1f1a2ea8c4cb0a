namespace FraudMl;

/// <summary>Which categories of a column are infrequent, by the rules of scikit-learn's <c>OneHotEncoder</c>.</summary>
internal static class CategoryGroups
{
    /// <summary>Returns whether each category is infrequent, given their counts in order.</summary>
    public static bool[] Infrequent(int[] counts, int rowCount, OneHotOptions options)
    {
        bool[] infrequent = Array.ConvertAll(counts,
            count => count < options.MinimumCount || !Shares.Reaches(count, options.MinimumShare, rowCount));
        // One place is kept for the infrequent column before there is one: with as many categories as indicators, the rarest joins it.
        int indicators = infrequent.Count(false) + 1;
        if (options.MaximumIndicatorCount is not { } limit || limit >= indicators) return infrequent;
        foreach (int rare in Enumerable.Range(0, counts.Length).OrderBy(category => counts[category]).Take(counts.Length - limit + 1))
            infrequent[rare] = true;
        return infrequent;
    }
}
