namespace FraudMl;

/// <summary>Keeps columns whose later values are distributed like the earlier ones.</summary>
internal static class StabilityRule
{
    public static (double[] Scores, bool[] Kept) Choose(SelectionRows rows, SelectStableOptions options)
    {
        int[] order = TimeOrder.Of(TrainingTimes.Require(rows.Rows, rows.Step));
        int earlier = Math.Clamp(Shares.Floor(options.EarlierShare, order.Length), 1, Math.Max(1, order.Length - 1));
        double[] scores = [.. Enumerable.Range(0, rows.Columns.Count).Select(column =>
        {
            double[] values = rows.Values(column);
            return StabilityIndex(values.Pick(order.AsSpan(0, earlier)), values.Pick(order.AsSpan(earlier)));
        })];
        return (scores, Array.ConvertAll(scores, score => !(score > options.MaximumShift)));
    }

    /// <summary>Returns the population stability index over the reference's deciles; values that are missing or infinite are one more bin
    /// where there are any.</summary>
    public static double StabilityIndex(double[] reference, double[] actual)
    {
        (double[] first, double[] second) = (Sorted(reference), Sorted(actual));
        return TwoSampleBins.Of(first, second).WithMissing(reference.Length - first.Length, actual.Length - second.Length).Psi();
    }

    private static double[] Sorted(double[] values) => [.. values.Where(double.IsFinite).Order()];
}
