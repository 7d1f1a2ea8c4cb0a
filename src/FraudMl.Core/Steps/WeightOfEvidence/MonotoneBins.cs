namespace FraudMl;

/// <summary>Bins of numbers whose weights of evidence go one way: bins of equal size, then violators pooled
/// (PAVA, Ayer et al. 1955).</summary>
internal static class MonotoneBins
{
    /// <summary>Returns the inner edges, ascending; a bin reaches from one edge up to below the next.</summary>
    /// <param name="values">The numbers; missing ones are left out.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="binCount">The bins before merging.</param>
    /// <param name="adjustment">The rows added to each class of a bin.</param>
    public static float[] Edges(ReadOnlySpan<float> values, ReadOnlySpan<bool> labels, int binCount, double adjustment)
    {
        List<Bin> bins = EqualBins(values, labels, binCount);
        if (bins.Count < 2) return [];
        List<Bin> rising = Pooled(bins, adjustment);
        bins.Reverse();
        List<Bin> falling = Pooled(bins, adjustment);
        falling.Reverse();
        return [.. (Information(falling, adjustment) > Information(rising, adjustment) ? falling : rising).Skip(1)
            .Select(bin => bin.Lower)];
    }

    private static List<Bin> EqualBins(ReadOnlySpan<float> values, ReadOnlySpan<bool> labels, int binCount)
    {
        int[] present = [.. Present(values)];
        float[] sorted = new float[present.Length];
        for (int i = 0; i < present.Length; i++) sorted[i] = values[present[i]];
        Array.Sort(sorted, present);
        var bins = new List<Bin>();
        for (int bin = 1, start = 0; bin <= binCount && start < sorted.Length; bin++)
        {
            int end = Math.Max(start + 1, (int)((long)sorted.Length * bin / binCount));
            while (end < sorted.Length && sorted[end] == sorted[end - 1]) end++;
            int frauds = 0;
            for (int i = start; i < end; i++) frauds += labels[present[i]] ? 1 : 0;
            bins.Add(new Bin(sorted[start], frauds, end - start - frauds));
            start = end;
        }

        return bins;
    }

    private static List<int> Present(ReadOnlySpan<float> values)
    {
        var rows = new List<int>(values.Length);
        for (int row = 0; row < values.Length; row++)
        {
            if (!float.IsNaN(values[row])) rows.Add(row);
        }

        return rows;
    }

    // The adjusted odds are what is pooled: they order bins as their weights do, also where an adjustment moves a small bin.
    private static List<Bin> Pooled(List<Bin> bins, double adjustment)
    {
        var pooled = new List<Bin>();
        foreach (Bin next in bins)
        {
            Bin last = next;
            while (pooled.Count > 0 && pooled[^1].Odds(adjustment) >= last.Odds(adjustment))
            {
                Bin before = pooled[^1];
                last = new Bin(Math.Min(before.Lower, last.Lower), before.Frauds + last.Frauds, before.Legits + last.Legits);
                pooled.RemoveAt(pooled.Count - 1);
            }

            pooled.Add(last);
        }

        return pooled;
    }

    private static double Information(List<Bin> bins, double adjustment) =>
        EvidenceTable.Of("", [.. bins.Select(bin => ("", bin.Frauds, bin.Legits))], adjustment).InformationValue;

    private sealed record Bin(float Lower, int Frauds, int Legits)
    {
        public double Odds(double adjustment) => (Frauds + adjustment) / (Legits + adjustment);
    }
}
