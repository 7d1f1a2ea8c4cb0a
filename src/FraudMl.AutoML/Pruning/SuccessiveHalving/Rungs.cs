namespace FraudMl;

/// <summary>The places at which trials are compared, each η times as far as the one before, and who goes on beyond.</summary>
/// <param name="MinimumFoldCount">The first rung in folds.</param>
/// <param name="MinimumIterationCount">The first rung in iterations of the first fold.</param>
/// <param name="ReductionFactor">η.</param>
internal readonly record struct Rungs(int MinimumFoldCount, int MinimumIterationCount, int ReductionFactor)
{
    private const int MostIterations = 1 << 20;

    /// <value>The rungs in iterations.</value>
    public IReadOnlyList<int> Iterations
    {
        get
        {
            List<int> iterations = [];
            for (long rung = MinimumIterationCount; rung <= MostIterations; rung *= ReductionFactor) iterations.Add((int)rung);
            return iterations;
        }
    }

    /// <summary>Returns whether a trial goes on: at a rung the best 1 / η of those that reached it do, and always the best.</summary>
    public TrialDirective Judge(in TrialProgress progress, IEnumerable<SearchTrial> rivals)
    {
        TrialStep step = progress.Step;
        return IsRung(step) ? Promotion.Of(progress.Values[^1], rivals, step, ReductionFactor) : TrialDirective.Continue;
    }

    // Each rung once: the iterations of later folds, which fewer and fewer trials reach, are no less of a trial than those of the first.
    private bool IsRung(TrialStep step)
    {
        if (step is { Iteration: not null, Fold: > 0 }) return false;
        (int resource, long rung) = step.Iteration is { } iteration ? (iteration, MinimumIterationCount)
            : (step.Fold + 1, MinimumFoldCount);
        while (rung < resource) rung *= ReductionFactor;
        return rung == resource;
    }
}
