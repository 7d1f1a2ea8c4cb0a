namespace FraudMl;

/// <summary>Keeps columns whose later values are distributed like the earlier ones.</summary>
internal static class StabilityRule
{
    private const double SmallestShare = 1e-4;

    public static (double[] Scores, bool[] Kept) Choose(SelectionRows rows, SelectStableOptions options)
    {
        int[] order = TimeOrder.Of(TrainingTimes.Require(rows.Rows, rows.Step));
        int earlier = Math.Clamp((int)(order.Length * options.EarlierShare), 1, Math.Max(1, order.Length - 1));
        double[] scores = [.. Enumerable.Range(0, rows.Columns.Count).Select(column =>
        {
            double[] values = rows.Values(column);
            return StabilityIndex(values.Pick(order.AsSpan(0, earlier)), values.Pick(order.AsSpan(earlier)));
        })];
        return (scores, Array.ConvertAll(scores, score => !(score > options.MaximumShift)));
    }

    /// <summary>Returns Σ (actual − reference) ln(actual / reference) over the reference's deciles; missing values are one more bin where there are any.</summary>
    public static double StabilityIndex(double[] reference, double[] actual)
    {
        double[] sorted = [.. reference.Where(value => !double.IsNaN(value)).Order()];
        double[] edges = sorted.Length == 0 ? [] : [.. Enumerable.Range(1, 9).Select(i => Quantiles.Linear(i / 10.0, sorted.Length, rank => sorted[rank])).Distinct()];
        (double[] expected, double[] got) = (Shares(reference, edges), Shares(actual, edges));
        double index = 0;
        for (int bin = 0; bin < expected.Length; bin++)
        {
            if (bin == edges.Length + 1 && expected[bin] == 0 && got[bin] == 0) continue;
            (double r, double a) = (Math.Max(expected[bin], SmallestShare), Math.Max(got[bin], SmallestShare));
            index += (a - r) * Math.Log(a / r);
        }

        return index;
    }

    private static double[] Shares(double[] values, double[] edges)
    {
        double[] shares = new double[edges.Length + 2];
        foreach (double value in values)
        {
            int bin = Array.BinarySearch(edges, value);
            shares[double.IsNaN(value) ? edges.Length + 1 : bin >= 0 ? bin : ~bin]++;
        }

        return Array.ConvertAll(shares, count => count / values.Length);
    }
}
