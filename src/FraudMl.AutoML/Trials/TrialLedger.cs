namespace FraudMl;

/// <summary>The trials of one experiment and what came of them.</summary>
internal sealed class TrialLedger(ExperimentPlan plan)
{
    private readonly Lock _gate = new();
    private readonly List<TrialEvent> _ended = [];
    private int _count;

    /// <value>How many trials there have been.</value>
    public int Count => _count;

    public IReadOnlyList<TrialCompleted> Completed => Ended<TrialCompleted>();

    public IReadOnlyList<TrialPruned> Pruned => Ended<TrialPruned>();

    public IReadOnlyList<TrialFailed> Failed => Ended<TrialFailed>();

    /// <summary>Returns how the trials after a number ended, by number.</summary>
    public IReadOnlyList<TrialEvent> Since(int number) => [.. Ended<TrialEvent>().Where(trial => trial.Trial.Number > number)];

    /// <summary>Returns the next trial of a source, numbered in the order of the proposals.</summary>
    public Proposal? Next(TrialSource source)
    {
        lock (_gate)
        {
            if (source.Next(_count + 1, plan.SeedOf(_count + 1)) is not { } proposal) return null;
            _count++;
            return proposal;
        }
    }

    /// <summary>Takes notice of how a trial ended.</summary>
    public TrialEvent Add(TrialSource source, Proposal proposal, TrialEvent ended)
    {
        lock (_gate)
        {
            source.OnEnded(proposal, ended);
            _ended.Add(ended);
        }

        return ended;
    }

    /// <summary>Returns the trial with the best mean of the metric; of equals, the first.</summary>
    public TrialCompleted Best()
    {
        TrialCompleted? best = null;
        foreach (TrialCompleted trial in Completed)
        {
            if (plan.Metric.IsBetter(trial.Report.Mean(plan.Metric), best?.Report.Mean(plan.Metric) ?? double.NaN)) best = trial;
        }

        return best ?? throw NoWinner();
    }

    // A mistake in the data concerns every candidate alike, and is told once.
    private FraudMlException NoWinner()
    {
        if (Completed is [var first, ..])
            return new FraudMlException($"No candidate of the experiment '{plan.Name}' has a value "
                + $"of {plan.Metric}: {Why(first.Report, plan.Metric)}. Compare by another metric.");
        string[] reasons = [.. Failed.Select(trial => trial.Reason).Distinct()];
        return reasons.Length == 1
            ? new FraudMlException(reasons[0])
            : new FraudMlException($"Every candidate of the experiment '{plan.Name}' failed",
                [.. Failed.Select(trial => $"{trial.Trial.Title}: {trial.Reason}")]);
    }

    private static string? Why(CrossValidationReport report, Metric metric) =>
        report.Folds.Select(fold => fold.Evaluate(metric).UndefinedBecause).OfType<string>().FirstOrDefault();

    private T[] Ended<T>()
        where T : TrialEvent
    {
        lock (_gate) return [.. _ended.OfType<T>().OrderBy(trial => trial.Trial.Number)];
    }
}
