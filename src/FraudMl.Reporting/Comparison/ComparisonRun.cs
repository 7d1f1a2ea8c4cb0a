namespace FraudMl.Reporting;

/// <summary>One run of a comparison.</summary>
/// <param name="Trial">What was tried.</param>
/// <param name="Report">What came out.</param>
/// <param name="Values">Mean and standard deviation over the folds, one per metric of the table.</param>
internal sealed record ComparisonRun(TrialInfo Trial, CrossValidationReport Report, IReadOnlyList<(double Mean, double Deviation)> Values)
{
    public static ComparisonRun Of(TrialCompleted trial, IReadOnlyList<Metric> metrics) => new(
        trial.Trial,
        trial.Report,
        [.. metrics.Select(metric => (trial.Report.Mean(metric), trial.Report.StandardDeviation(metric)))]);
}
