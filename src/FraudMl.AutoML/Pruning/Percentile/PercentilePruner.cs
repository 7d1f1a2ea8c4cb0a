namespace FraudMl;

/// <summary>Stops a trial whose best value so far is worse than a percentile of the completed trials at the same place.</summary>
internal sealed class PercentilePruner(string name, double percentile, int startupTrialCount, Warmup warmup) : IPruner
{
    public string Name => name;

    public TrialDirective Judge(in TrialProgress progress)
    {
        SearchTrial[] completed = [.. progress.History.Where(trial => trial.State == TrialState.Completed)];
        if (completed.Length < startupTrialCount || warmup.Has(progress.Step)) return TrialDirective.Continue;
        double[] best = [.. progress.Values.Where(value => !double.IsNaN(value))];
        if (best.Length == 0) return TrialDirective.Stop;
        return best.Max() < Bar(completed, progress.Step) ? TrialDirective.Stop : TrialDirective.Continue;
    }

    // NaN, below which nothing is, where no trial got so far.
    private double Bar(SearchTrial[] completed, TrialStep step)
    {
        double[] values = [.. completed.Select(trial => trial.Values.GetValueOrDefault(step, double.NaN))
            .Where(value => !double.IsNaN(value)).Order()];
        return values.Length == 0 ? double.NaN : Quantiles.Linear(1 - (percentile / 100), values.Length, i => values[i]);
    }

    public override string ToString() => Name;
}
