namespace FraudMl.Reporting;

/// <summary>All runs with the same columns, best first.</summary>
/// <param name="Metric">The metric that decides.</param>
/// <param name="Parameters">Every parameter that any run varies, in order of appearance.</param>
/// <param name="Metrics">Every metric, the deciding one first.</param>
/// <param name="Runs">The runs, best first; equal ones by number.</param>
internal sealed record ComparisonTable(
    Metric Metric, IReadOnlyList<string> Parameters, IReadOnlyList<Metric> Metrics, IReadOnlyList<ComparisonRun> Runs)
{
    public static ComparisonTable Of(IEnumerable<TrialCompleted> trials, Metric metric)
    {
        TrialCompleted[] all = [.. trials];
        if (all.Length == 0) throw new FraudMlException("A comparison needs at least one finished trial. Got none.");
        string[] parameters = [.. all.SelectMany(trial => trial.Trial.Parameters.Keys).Distinct()];
        Metric[] metrics = [metric, .. ReportedBy(all).Where(other => other.Name != metric.Name)];
        ComparisonRun[] runs = Array.ConvertAll(all, trial => ComparisonRun.Of(trial, metrics));
        Array.Sort(runs, (a, b) => metric.IsBetter(a.Values[0].Mean, b.Values[0].Mean) ? -1
            : metric.IsBetter(b.Values[0].Mean, a.Values[0].Mean) ? 1
            : a.Trial.Number.CompareTo(b.Trial.Number));
        return new(metric, parameters, metrics, runs);
    }

    private static IEnumerable<Metric> ReportedBy(TrialCompleted[] trials) => trials
        .SelectMany(trial => trial.Report.Folds.SelectMany(fold => fold.Metrics.Keys))
        .Distinct()
        .Select(name => FraudMl.Metrics.All.FirstOrDefault(known => known.Name == name))
        .OfType<Metric>();
}
