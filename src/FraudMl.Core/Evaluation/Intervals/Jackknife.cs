namespace FraudMl;

/// <summary>How skewed a metric's answer to its rows is: the acceleration of bias-corrected intervals.</summary>
internal static class Jackknife
{
    /// <summary>Deleting groups instead of single rows leaves the acceleration what it is, at the price of some noise.</summary>
    private const int MaxGroupCount = 100;

    public static double[] Accelerations(RankedRows rows, RowBlocks? blocks, IReadOnlyList<Metric> metrics, int seed, int threadCount)
    {
        int groupCount = Math.Min(MaxGroupCount, blocks?.Count ?? rows.Frauds.Count + rows.Legits.Count);
        (int[] frauds, int[] legits) = Groups(rows, blocks, groupCount, seed);
        double[][] values = [.. metrics.Select(_ => new double[groupCount])];
        Parallel.For(0, groupCount, new ParallelOptions { MaxDegreeOfParallelism = threadCount }, () => new Tally(rows),
            (group, _, tally) =>
        {
            tally.Reset(Without(rows.Frauds.Weights, frauds, group), Without(rows.Legits.Weights, legits, group));
            for (int metric = 0; metric < values.Length; metric++) values[metric][group] = metrics[metric].Evaluate(tally).Value;
            return tally;
        }, _ => { });
        return Array.ConvertAll(values, Acceleration);
    }

    /// <summary>Efron 1987: Σ d³ / (6 (Σ d²)^1.5), d the mean less the value without a group; 0 where a value is undefined.</summary>
    private static double Acceleration(double[] values)
    {
        double mean = values.Average(), squares = 0, cubes = 0;
        foreach (double value in values)
        {
            double gap = mean - value;
            squares += gap * gap;
            cubes += gap * gap * gap;
        }
        double acceleration = cubes / (6 * Math.Pow(squares, 1.5));
        return double.IsFinite(acceleration) ? acceleration : 0;
    }

    private static (int[] Frauds, int[] Legits) Groups(RankedRows rows, RowBlocks? blocks, int groupCount, int seed)
    {
        SplitMix64 random = SplitMix64.Stream(seed, -1);
        if (blocks is null) return (Shuffled(rows.Frauds.Count, groupCount, ref random),
            Shuffled(rows.Legits.Count, groupCount, ref random));
        int[] ofBlock = Shuffled(blocks.Count, groupCount, ref random);
        return (Array.ConvertAll(blocks.Frauds, block => ofBlock[block]), Array.ConvertAll(blocks.Legits, block => ofBlock[block]));
    }

    private static int[] Shuffled(int count, int groupCount, ref SplitMix64 random)
    {
        var groups = new int[count];
        for (int i = 0; i < count; i++) groups[i] = i % groupCount;
        for (int i = count - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (groups[i], groups[other]) = (groups[other], groups[i]);
        }
        return groups;
    }

    private static double[] Without(double[] weights, int[] groups, int group)
    {
        var kept = new double[weights.Length];
        for (int rank = 0; rank < kept.Length; rank++) kept[rank] = groups[rank] == group ? 0 : weights[rank];
        return kept;
    }
}
