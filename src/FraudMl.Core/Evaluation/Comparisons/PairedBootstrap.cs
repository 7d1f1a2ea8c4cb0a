namespace FraudMl;

/// <summary>Bootstrap of differences: both models see the same rows in every draw.</summary>
internal static class PairedBootstrap
{
    public static PairedDifference[] Differences(ScoredRows a, ScoredRows b, IReadOnlyList<Metric> metrics, ComparisonOptions options)
    {
        double[][] draws = [.. metrics.Select(_ => new double[options.DrawCount])];
        RankedRows first = a.Ranked, second = b.Ranked;
        var blocks = RowBlocks.Of(a);
        int[] frauds = RankInFirst(a.Count, first.Frauds, second.Frauds), legits = RankInFirst(a.Count, first.Legits, second.Legits);
        Parallel.For(
            0,
            options.DrawCount,
            new ParallelOptions { MaxDegreeOfParallelism = options.ThreadCount },
            () => (Draw: new BootstrapDraw(first, blocks), Tally: new Tally(second), Frauds: new double[frauds.Length],
                Legits: new double[legits.Length]),
            (draw, _, workspace) =>
            {
                workspace.Draw.Fill(SplitMix64.Stream(options.Seed, draw));
                for (int rank = 0; rank < frauds.Length; rank++) workspace.Frauds[rank] = workspace.Draw.Frauds[frauds[rank]];
                for (int rank = 0; rank < legits.Length; rank++) workspace.Legits[rank] = workspace.Draw.Legits[legits[rank]];
                workspace.Tally.Reset(workspace.Frauds, workspace.Legits);
                for (int i = 0; i < draws.Length; i++)
                    draws[i][draw] = metrics[i].Evaluate(workspace.Draw.Tally).Value - metrics[i].Evaluate(workspace.Tally).Value;
                return workspace;
            },
            _ => { });
        return [.. metrics.Select((metric, i) => Of(metric, a, b, draws[i]))];
    }

    private static PairedDifference Of(Metric metric, ScoredRows a, ScoredRows b, double[] draws)
    {
        double first = metric.Compute(a), second = metric.Compute(b);
        if (double.IsNaN(first) || double.IsNaN(second) || Bootstrap.Of(draws, double.NaN, 0) is not { } interval)
            return new(metric.Name, first, second, null, double.NaN);
        double below = (draws.Count(value => value <= 0) + 1.0) / (draws.Length + 1), above = (draws.Count(value => value >= 0) + 1.0)
            / (draws.Length + 1);
        return new(metric.Name, first, second, interval, Math.Min(1, 2 * Math.Min(below, above)));
    }

    /// <summary>Returns, for each rank of the second model, the first model's rank of the same row.</summary>
    private static int[] RankInFirst(int rowCount, RankedClass first, RankedClass second)
    {
        int[] rankOf = new int[rowCount];
        for (int rank = 0; rank < first.Count; rank++) rankOf[first.Rows[rank]] = rank;
        return Array.ConvertAll(second.Rows, row => rankOf[row]);
    }
}
