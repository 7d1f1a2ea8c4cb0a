namespace FraudMl;

/// <summary>Edges of bins learned from sorted values, outer ones included, as scikit-learn's KBinsDiscretizer has them; none
/// for a constant column.</summary>
internal static class BinEdgesOf
{
    private const double Closest = 1e-8;

    public static double[] Width(double[] sorted, int binCount)
    {
        if (IsConstant(sorted)) return [];
        double width = (sorted[^1] - sorted[0]) / binCount;
        return [.. Enumerable.Range(0, binCount).Select(i => sorted[0] + (i * width)), sorted[^1]];
    }

    public static double[] Quantile(double[] sorted, int binCount)
    {
        if (IsConstant(sorted)) return [];

        // numpy goes through percentages; the detour decides the last bit.
        double[] edges = [.. Enumerable.Range(0, binCount + 1)
            .Select(i => NumberValues.Quantile(sorted, (i == binCount ? 100 : i * (100.0 / binCount)) / 100))];
        return [.. edges.Where((edge, i) => i == 0 || edge - edges[i - 1] > Closest)];
    }

    private static bool IsConstant(double[] sorted) => sorted.Length == 0 || sorted[0] == sorted[^1];
}
