namespace FraudMl;

internal static class LargestRemainder
{
    /// <summary>Shares a whole number out in proportion to weights: floors first, then one more to the largest remainders,
    /// ties to the earlier.</summary>
    public static int[] Share(int total, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights) sum += weight;
        int[] counts = new int[weights.Length];
        var remainders = new double[weights.Length];
        int left = total;
        for (int i = 0; i < counts.Length; i++)
        {
            double exact = total * (weights[i] / sum);
            counts[i] = (int)exact;
            remainders[i] = counts[i] - exact;
            left -= counts[i];
        }

        int[] order = [.. Enumerable.Range(0, counts.Length)];
        Array.Sort(order, (a, b) => remainders[a] != remainders[b] ? remainders[a].CompareTo(remainders[b]) : a.CompareTo(b));
        for (int i = 0; left > 0; i = (i + 1) % order.Length, left--) counts[order[i]]++;
        return counts;
    }
}
