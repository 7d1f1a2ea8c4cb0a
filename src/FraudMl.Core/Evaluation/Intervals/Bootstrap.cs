namespace FraudMl;

/// <summary>Percentile intervals by stratified bootstrap: the number of frauds stays, draw after draw.</summary>
internal static class Bootstrap
{
    /// <summary>A metric that is undefined in more than this share of draws gets no interval.</summary>
    private const double UndefinedTolerated = 0.05;

    /// <summary>Returns the interval of each metric; null where too many draws leave it undefined. Every draw has its own seed, so threads don't matter.</summary>
    public static Interval?[] Intervals(ScoredRows rows, IReadOnlyList<Metric> metrics, int drawCount, int seed, int threadCount)
    {
        double[][] values = [.. metrics.Select(_ => new double[drawCount])];
        RankedRows ranked = rows.Ranked;
        Parallel.For(
            0,
            drawCount,
            new ParallelOptions { MaxDegreeOfParallelism = threadCount },
            () => new BootstrapDraw(ranked),
            (draw, _, workspace) =>
            {
                workspace.Fill(SplitMix64.Stream(seed, draw));
                for (int metric = 0; metric < values.Length; metric++) values[metric][draw] = metrics[metric].Evaluate(workspace.Tally).Value;
                return workspace;
            },
            _ => { });
        return Array.ConvertAll(values, Percentiles);
    }

    private static Interval? Percentiles(double[] values)
    {
        double[] defined = Array.FindAll(values, value => !double.IsNaN(value));
        if (defined.Length == 0 || values.Length - defined.Length > UndefinedTolerated * values.Length) return null;
        Array.Sort(defined);
        return new(Quantiles.Linear(0.025, defined.Length, rank => defined[rank]), Quantiles.Linear(0.975, defined.Length, rank => defined[rank]));
    }
}
