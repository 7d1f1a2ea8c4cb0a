namespace FraudMl.Reporting;

/// <summary>All runs with the same columns, best first.</summary>
/// <param name="Metric">The metric that decides.</param>
/// <param name="Parameters">Every parameter that any run varies, in order of appearance.</param>
/// <param name="Metrics">Every metric, the deciding one first.</param>
/// <param name="Runs">The runs, best first; equal ones by number.</param>
/// <param name="Pruned">The trials that a pruner stopped, by number; they have no values.</param>
internal sealed record ComparisonTable(
    Metric Metric, IReadOnlyList<string> Parameters, IReadOnlyList<Metric> Metrics, IReadOnlyList<ComparisonRun> Runs,
    IReadOnlyList<TrialPruned> Pruned)
{
    /// <value>Whether the best run is better than the next by more than noise; null for one run alone.</value>
    public string? Verdict { get; private init; }

    public static ComparisonTable Of(IEnumerable<TrialCompleted> trials, Metric metric, IReadOnlyList<TrialPruned> pruned)
    {
        TrialCompleted[] all = [.. trials];
        if (all.Length == 0) throw new FraudMlException("A comparison needs at least one finished trial. Got none.");
        TrialPruned[] stopped = [.. pruned.OrderBy(trial => trial.Trial.Number)];
        string[] parameters = [.. all.Concat<TrialEvent>(stopped).SelectMany(trial => trial.Trial.Parameters.Keys).Distinct()];
        Metric[] metrics = [metric, .. ReportedBy(all).Where(other => other.Name != metric.Name)];
        TrialCompleted best = all.OrderBy(trial => trial.Trial.Number).Aggregate((first, trial) =>
            metric.IsBetter(trial.Report.Mean(metric), first.Report.Mean(metric)) ? trial : first);
        Leaderboard board = Leaderboard.Of(all, best.Trial, metric);
        ComparisonRun[] runs = [.. board.Rows.Select(row => ComparisonRun.Of(all.First(trial => trial.Trial == row.Trial), row, metrics))];
        return new(metric, parameters, metrics, runs, stopped) { Verdict = TrialVerdict.Of(all, runs[0].Trial, metric) };
    }

    private static IEnumerable<Metric> ReportedBy(TrialCompleted[] trials) => trials
        .SelectMany(trial => trial.Report.Metrics.Where(metric => trial.Report.Folds.Any(fold => fold.Metrics.ContainsKey(metric.Name))))
        .DistinctBy(metric => metric.Name);
}
