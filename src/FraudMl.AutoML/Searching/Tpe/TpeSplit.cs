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
        int[] order = [.. completed];
        double[] keys = [.. completed.Select(i => -history[i].Score!.Value)];
        Array.Sort(keys, order);
        SortTies(keys, order);
        pruned.Sort(ByProgress);
        int goodCount = Math.Min(ended, Math.Min((int)Math.Ceiling(options.Gamma * ended), options.MaximumGoodCount));
        int[] ranked = [.. order, .. pruned.Select(trial => trial.Trial)];
        int[] good = ranked[..goodCount], others = [.. ranked[goodCount..], .. running];
        Array.Sort(good);
        Array.Sort(others);
        return new TpeSplit(good, others, ended);
    }

    // Those that got further come first, NaN last.
    private static int ByProgress((int Trial, LastReport Last) a, (int Trial, LastReport Last) b)
    {
        if (a.Last.Step != b.Last.Step) return a.Last.Step.IsUpTo(b.Last.Step) ? 1 : -1;
        int byValue = b.Last.Value.CompareTo(a.Last.Value);
        return byValue != 0 ? byValue : a.Trial.CompareTo(b.Trial);
    }

    // Of equals the earlier one comes first.
    private static void SortTies(double[] keys, int[] order)
    {
        for (int from = 0; from < keys.Length;)
        {
            int to = from + 1;
            while (to < keys.Length && keys[to] == keys[from]) to++;
            if (to - from > 1) Array.Sort(order, from, to - from);
            from = to;
        }
    }
}
