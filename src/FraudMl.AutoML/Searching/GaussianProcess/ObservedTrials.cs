namespace FraudMl;

/// <summary>What a model is fitted to: points with warped losses, best first where there are too many, and points without any
/// yet.</summary>
internal sealed record ObservedTrials(double[][] Points, double[] Losses, double[][] Pending)
{
    /// <summary>Takes completed trials as they are, pruned ones by what they would have scored but not above the best, failed ones as the
    /// worst.</summary>
    public static ObservedTrials Of(IReadOnlyList<SearchTrial> history, double[]?[] points, int maximumCount)
    {
        double[] scores = [.. history.Where(trial => IsScored(trial)).Select(trial => trial.Score!.Value).Order()];
        var known = new List<(double[] Point, double Loss)>();
        var pending = new List<double[]>();
        var pruned = new PrunedScore(history);
        for (int i = 0; i < history.Count; i++)
        {
            if (points[i] is not { } point) continue;
            if (IsScored(history[i])) known.Add((point, -history[i].Score!.Value));
            else if (history[i].State == TrialState.Running) pending.Add(point);
            else if (scores.Length > 0 && history[i].State != TrialState.Cancelled)
                known.Add((point, -(pruned.Of(history[i]) is var score && double.IsFinite(score)
                    ? Math.Min(score, scores[^1]) : scores[0])));
        }

        (double[] Point, double Loss)[] kept = Kept(known, maximumCount);
        return new ObservedTrials([.. kept.Select(trial => trial.Point)],
            kept.Length == 0 ? [] : ScoreWarp.Of([.. kept.Select(trial => trial.Loss)]), [.. pending]);
    }

    private static bool IsScored(SearchTrial trial) => trial is { State: TrialState.Completed, Score: { } score } && double.IsFinite(score);

    private static (double[] Point, double Loss)[] Kept(List<(double[] Point, double Loss)> known, int maximumCount)
    {
        if (known.Count <= maximumCount) return [.. known];
        int[] best = [.. Enumerable.Range(0, known.Count).OrderBy(i => known[i].Loss).Take(maximumCount / 2)];
        int[] latest = [.. Enumerable.Range(0, known.Count).Reverse().Except(best).Take(maximumCount - best.Length)];
        return [.. best.Concat(latest).Order().Select(i => known[i])];
    }
}
