namespace FraudMl;

/// <summary>Intervals by bootstrap: both classes are redrawn from themselves, or whole blocks of rows where rows belong together.</summary>
internal static class Bootstrap
{
    /// <summary>A metric that is undefined in more than this share of draws gets no interval.</summary>
    private const double UndefinedTolerated = 0.05;

    /// <summary>Returns the interval of each metric; null where too many draws leave it undefined. Every draw has its own seed, so
    /// threads don't matter.</summary>
    public static Interval?[] Intervals(
        ScoredRows rows, IReadOnlyList<Metric> metrics, int drawCount, int seed, int threadCount,
        IntervalMethod method = IntervalMethod.BiasCorrected)
    {
        double[][] draws = [.. metrics.Select(_ => new double[drawCount])];
        RankedRows ranked = rows.Ranked;
        var blocks = RowBlocks.Of(rows);
        Parallel.For(
            0,
            drawCount,
            new ParallelOptions { MaxDegreeOfParallelism = threadCount },
            () => new BootstrapDraw(ranked, blocks),
            (draw, _, workspace) =>
            {
                workspace.Fill(SplitMix64.Stream(seed, draw));
                for (int metric = 0; metric < draws.Length; metric++) draws[metric][draw] = metrics[metric].Evaluate(workspace.Tally).Value;
                return workspace;
            },
            _ => { });
        if (method == IntervalMethod.Percentile) return Array.ConvertAll(draws, values => Of(values, double.NaN, 0));
        double[] accelerations = Jackknife.Accelerations(ranked, blocks, metrics, seed, threadCount);
        return [.. metrics.Select((metric, i) => Of(draws[i], metric.Evaluate(rows).Value, accelerations[i]))];
    }

    /// <summary>Returns the interval of draws; without an estimate, or where the correction breaks down, by plain quantiles.</summary>
    public static Interval? Of(double[] draws, double estimate, double acceleration)
    {
        double[] defined = Array.FindAll(draws, value => !double.IsNaN(value));
        if (defined.Length == 0 || draws.Length - defined.Length > UndefinedTolerated * draws.Length) return null;
        Array.Sort(defined);
        double bias = Bias(defined, estimate);
        double Quantile(double share) => Quantiles.Linear(Corrected(share, bias, acceleration), defined.Length, rank => defined[rank]);
        return new(Quantile(0.025), Quantile(0.975));
    }

    /// <summary>The normal quantile of the share of draws below the estimate; equal ones count half.</summary>
    private static double Bias(double[] sorted, double estimate)
    {
        if (double.IsNaN(estimate)) return 0;
        int below = sorted.Count(value => value < estimate), equal = sorted.Count(value => value == estimate);
        double bias = SpecialFunctions.NormalQuantile((below + equal / 2.0) / sorted.Length);
        return double.IsFinite(bias) ? bias : 0;
    }

    private static double Corrected(double share, double bias, double acceleration)
    {
        if (bias == 0 && acceleration == 0) return share;
        double z = bias + SpecialFunctions.NormalQuantile(share), scale = 1 - acceleration * z;
        return scale > 0 ? SpecialFunctions.NormalCdf(bias + z / scale) : share;
    }
}
