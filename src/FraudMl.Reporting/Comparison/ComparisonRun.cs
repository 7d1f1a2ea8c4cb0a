namespace FraudMl.Reporting;

/// <summary>One run of a comparison.</summary>
/// <param name="Trial">What was tried.</param>
/// <param name="Report">What came out.</param>
/// <param name="Values">Mean and standard deviation over the folds, one per metric of the table.</param>
internal sealed record ComparisonRun(TrialInfo Trial, CrossValidationReport Report, IReadOnlyList<(double Mean, double Deviation)> Values)
{
    public static ComparisonRun Of(TrialCompleted trial, LeaderboardRow place, IReadOnlyList<Metric> metrics) => new(
        trial.Trial,
        trial.Report,
        [.. metrics.Select(metric => (trial.Report.Mean(metric), trial.Report.StandardDeviation(metric)))])
    {
        Place = place,
    };

    /// <value>Its place on the leaderboard: how far it is behind the best.</value>
    public required LeaderboardRow Place { get; init; }
}
