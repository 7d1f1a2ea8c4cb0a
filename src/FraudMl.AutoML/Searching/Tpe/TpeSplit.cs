namespace FraudMl;

/// <summary>Which trials are good and which are not, each in the order they were proposed.</summary>
internal sealed record TpeSplit(int[] Good, int[] Others, int EndedCount)
{
    /// <summary>Splits trials as Optuna does: completed ones by score, then pruned ones by how far they got and their last value, then,
    /// for the constant liar, running ones.</summary>
    public static TpeSplit Of(IReadOnlyList<SearchTrial> history, double[]?[] points, TpeSearchOptions options)
    {
        var completed = new List<int>();
        var pruned = new List<(int Trial, LastReport Last)>();
        var running = new List<int>();
        for (int i = 0; i < history.Count; i++)
        {
            SearchTrial trial = history[i];
            if (points[i] is null) continue;
            if (trial is { State: TrialState.Completed, Score: { } score } && !double.IsNaN(score)) completed.Add(i);
            else if (trial.State == TrialState.Pruned) pruned.Add((i, LastReport.Of(trial)));
            else if (trial.State == TrialState.Running && options.ConstantLiar) running.Add(i);
        }

        int ended = completed.Count + pruned.Count;
        int goodCount = Math.Min(ended, Math.Min((int)Math.Ceiling(options.Gamma * ended), options.MaximumGoodCount));
        pruned.Sort(ByProgress);
        int[] good =
            [.. Best(history, completed, goodCount), .. pruned.Take(goodCount - completed.Count).Select(trial => trial.Trial)];
        Array.Sort(good);
        bool[] isOther = new bool[history.Count];
        foreach (int trial in completed) isOther[trial] = true;
        foreach ((int trial, _) in pruned) isOther[trial] = true;
        foreach (int trial in running) isOther[trial] = true;
        foreach (int trial in good) isOther[trial] = false;
        return new TpeSplit(good, [.. Enumerable.Range(0, isOther.Length).Where(i => isOther[i])], ended);
    }

    // Few of many: each is put in its place among the best so far; of equals the earlier one stays first.
    private static List<int> Best(IReadOnlyList<SearchTrial> history, List<int> completed, int count)
    {
        var best = new List<(double Score, int Trial)>();
        foreach (int trial in completed)
        {
            double score = history[trial].Score!.Value;
            if (best.Count == count && !(score > best[^1].Score)) continue;
            int place = best.Count;
            while (place > 0 && score > best[place - 1].Score) place--;
            best.Insert(place, (score, trial));
            if (best.Count > count) best.RemoveAt(count);
        }

        return [.. best.Select(trial => trial.Trial)];
    }

    // Those that got further come first, NaN last.
    private static int ByProgress((int Trial, LastReport Last) a, (int Trial, LastReport Last) b)
    {
        if (a.Last.Step != b.Last.Step) return a.Last.Step.IsUpTo(b.Last.Step) ? 1 : -1;
        int byValue = b.Last.Value.CompareTo(a.Last.Value);
        return byValue != 0 ? byValue : a.Trial.CompareTo(b.Trial);
    }
}
