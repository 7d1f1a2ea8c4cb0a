namespace FraudMl;

/// <summary>Which trials are good and which are not, each in the order they were proposed.</summary>
internal sealed record TpeSplit(int[] Good, int[] Others, int EndedCount)
{
    /// <summary>Splits trials as Optuna does: completed ones by score, then pruned ones by how far they got and their last value, then,
    /// for the constant liar, running ones.</summary>
    public static TpeSplit Of(IReadOnlyList<SearchTrial> history, double[]?[] points, TpeSearchOptions options)
    {
        ReadOnlySpan<SearchTrial> trials = EncodedTrials.Span(history);
        bool[] isOther = new bool[trials.Length];
        var completed = new List<(double Score, int Trial)>(trials.Length);
        var pruned = new List<(int Trial, LastReport Last)>();
        for (int i = 0; i < trials.Length; i++)
        {
            SearchTrial trial = trials[i];
            if (points[i] is null) continue;
            if (trial.State == TrialState.Completed && trial.Score is { } score && !double.IsNaN(score)) completed.Add((score, i));
            else if (trial.State == TrialState.Pruned) pruned.Add((i, LastReport.Of(trial)));
            else if (trial.State != TrialState.Running || !options.ConstantLiar) continue;
            isOther[i] = true;
        }

        int ended = completed.Count + pruned.Count;
        int goodCount = Math.Min(ended, Math.Min((int)Math.Ceiling(options.Gamma * ended), options.MaximumGoodCount));
        pruned.Sort(ByProgress);
        int[] good = [.. Best(completed, goodCount), .. pruned.Take(goodCount - completed.Count).Select(trial => trial.Trial)];
        Array.Sort(good);
        foreach (int trial in good) isOther[trial] = false;
        return new TpeSplit(good, Places(isOther), ended);
    }

    private static int[] Places(bool[] isOther)
    {
        int[] places = new int[isOther.AsSpan().Count(true)];
        for (int i = 0, at = 0; at < places.Length; i++)
        {
            if (isOther[i]) places[at++] = i;
        }

        return places;
    }

    // Few of many: each is put in its place among the best so far; of equals the earlier one stays first.
    private static IEnumerable<int> Best(List<(double Score, int Trial)> completed, int count)
    {
        var best = new List<(double Score, int Trial)>(count + 1);
        foreach ((double score, int trial) in completed)
        {
            if (best.Count == count && !(count > 0 && score > best[^1].Score)) continue;
            int place = best.Count;
            while (place > 0 && score > best[place - 1].Score) place--;
            best.Insert(place, (score, trial));
            if (best.Count > count) best.RemoveAt(count);
        }

        return best.Select(trial => trial.Trial);
    }

    // Those that got further come first, NaN last.
    private static int ByProgress((int Trial, LastReport Last) a, (int Trial, LastReport Last) b)
    {
        if (a.Last.Step != b.Last.Step) return a.Last.Step.IsUpTo(b.Last.Step) ? 1 : -1;
        int byValue = b.Last.Value.CompareTo(a.Last.Value);
        return byValue != 0 ? byValue : a.Trial.CompareTo(b.Trial);
    }
}
