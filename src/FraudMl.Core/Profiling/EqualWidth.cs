namespace FraudMl;

internal static class EqualWidth
{
    /// <summary>Returns the edges of bins of equal width; a single value gets one bin.</summary>
    public static double[] Edges(double low, double high, int binCount)
    {
        if (low == high) return [low, high];
        double width = (high - low) / binCount;
        return [.. Enumerable.Range(0, binCount).Select(i => low + (i * width)), high];
    }
}
