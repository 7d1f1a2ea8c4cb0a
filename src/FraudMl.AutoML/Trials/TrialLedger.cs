namespace FraudMl;

/// <summary>The trials of one experiment and what came of them.</summary>
internal sealed class TrialLedger
{
    private readonly Lock _gate = new();
    private readonly List<TrialCompleted> _completed = [];
    private readonly List<TrialFailed> _failed = [];
    private int _count;

    /// <value>How many trials there have been.</value>
    public int Count => _count;

    public IReadOnlyList<TrialCompleted> Completed => Sorted(_completed);

    public IReadOnlyList<TrialFailed> Failed => Sorted(_failed);

    /// <summary>Returns the next trial of a source, numbered in the order of the proposals.</summary>
    public Proposal? Next(TrialSource source)
    {
        lock (_gate)
        {
            if (source.Next(_count + 1) is not { } proposal) return null;
            _count++;
            return proposal;
        }
    }

    public void Add(TrialSource source, TrialInfo trial, FoldResult fold)
    {
        lock (_gate) source.OnFold(trial, fold);
    }

    public TrialCompleted Add(TrialSource source, TrialCompleted trial)
    {
        lock (_gate)
        {
            source.OnCompleted(trial.Trial, trial.Report);
            _completed.Add(trial);
        }

        return trial;
    }

    public TrialFailed Add(TrialFailed trial)
    {
        lock (_gate) _failed.Add(trial);
        return trial;
    }

    /// <summary>Returns the trial with the best mean of the metric; of equals, the first.</summary>
    public TrialCompleted Best(ExperimentPlan plan)
    {
        TrialCompleted? best = null;
        foreach (TrialCompleted trial in Completed)
        {
            if (plan.Metric.IsBetter(trial.Report.Mean(plan.Metric), best?.Report.Mean(plan.Metric) ?? double.NaN)) best = trial;
        }

        return best ?? throw NoWinner(plan);
    }

    // A mistake in the data concerns every candidate alike, and is told once.
    private FraudMlException NoWinner(ExperimentPlan plan)
    {
        if (_completed.Count > 0)
            return new FraudMlException($"No candidate of the experiment '{plan.Name}' has a value of {plan.Metric}: {plan.Metric.Evaluate(_completed[0].Report.Folds[0].Rows).UndefinedBecause}. Compare by another metric.");
        string[] reasons = [.. Failed.Select(trial => trial.Reason).Distinct()];
        return reasons.Length == 1
            ? new FraudMlException(reasons[0])
            : new FraudMlException($"Every candidate of the experiment '{plan.Name}' failed", [.. Failed.Select(trial => $"{trial.Trial.Name}: {trial.Reason}")]);
    }

    private T[] Sorted<T>(List<T> trials)
        where T : TrialEvent
    {
        lock (_gate) return [.. trials.OrderBy(trial => trial.Trial.Number)];
    }
}
