namespace FraudMl;

/// <summary>Stops a trial whose best value so far is worse than the median of the completed trials at the same place.</summary>
internal sealed class MedianPruner(MedianPrunerOptions options) : IPruner
{
    public string Name => "median";

    public TrialDirective Judge(in TrialProgress progress)
    {
        SearchTrial[] completed = [.. progress.History.Where(trial => trial.State == TrialState.Completed)];
        if (completed.Length < options.StartupTrialCount || IsWarmup(progress.Step)) return TrialDirective.Continue;
        double[] best = [.. progress.Values.Where(value => !double.IsNaN(value))];
        if (best.Length == 0) return TrialDirective.Stop;
        double median = Median(completed, progress.Step);
        return best.Max() < median ? TrialDirective.Stop : TrialDirective.Continue;
    }

    private bool IsWarmup(TrialStep step) => step.Iteration is { } iteration
        ? step.Fold < options.WarmupFoldCount || iteration <= options.WarmupIterationCount
        : step.Fold + 1 <= options.WarmupFoldCount;

    // NaN, below which nothing is, where no trial got so far.
    private static double Median(SearchTrial[] completed, TrialStep step)
    {
        double[] values = [.. completed.Select(trial => trial.Values.GetValueOrDefault(step, double.NaN))
            .Where(value => !double.IsNaN(value)).Order()];
        return values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    public override string ToString() => $"{Name}: {options}";
}
