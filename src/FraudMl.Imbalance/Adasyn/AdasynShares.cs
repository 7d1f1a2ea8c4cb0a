namespace FraudMl;

/// <summary>How many rows ADASYN makes from each row: in proportion to its neighbours of the other class.</summary>
internal sealed record AdasynShares(double[] Ratios, double[] Normalized)
{
    public static AdasynShares Of(OversamplingTask task, int k, Func<int, bool> mayBeParent)
    {
        Neighbor[] neighbors = task.Search(task.All).Of(task.Rows, k);
        var ratios = new double[task.Rows.Length];
        for (int i = 0; i < ratios.Length; i++)
        {
            int others = 0;
            foreach (Neighbor neighbor in neighbors.AsSpan(i * k, k))
            {
                if (!neighbor.IsNone && !task.IsOfClass(neighbor.Row)) others++;
            }

            ratios[i] = mayBeParent(i) ? (double)others / k : 0;
        }

        double sum = ratios.Sum();
        return new AdasynShares(ratios, sum > 0 ? Array.ConvertAll(ratios, ratio => ratio / sum) : ratios);
    }

    /// <summary>Returns the rows to make from each; rounded one by one, their total may differ from what was asked.</summary>
    public int[] Counts(int total, bool exact) =>
        exact ? LargestRemainder.Share(total, Normalized)
            : Array.ConvertAll(Normalized, share => (int)Math.Round(share * total, MidpointRounding.ToEven));
}
