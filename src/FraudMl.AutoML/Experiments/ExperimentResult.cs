using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>What came out of an experiment.</summary>
/// <param name="Metric">The metric that decided.</param>
/// <param name="Trials">Every trial that finished, by number.</param>
/// <param name="BestTrial">The trial with the best mean of the metric; of equals, the one with the lowest number.</param>
/// <param name="Best">Its pipeline, fitted on all training rows with calibrator and decision.</param>
/// <param name="Evaluation">How the fitted model does on the test data; null without any.</param>
public sealed record ExperimentResult(
    Metric Metric, IReadOnlyList<TrialCompleted> Trials, TrialInfo BestTrial, FraudModel Best, Evaluation? Evaluation)
    : IExperimentResult
{
    /// <value>Every trial that failed, by number.</value>
    public IReadOnlyList<TrialFailed> FailedTrials { get; init; } = [];

    /// <value>Every trial that a pruner stopped, by number.</value>
    public IReadOnlyList<TrialPruned> PrunedTrials { get; init; } = [];

    /// <value>The trials of each tuning phase that ran as plain data, for charts and importances.</value>
    public IReadOnlyList<StudyHistory> Histories { get; init; } = [];

    /// <value>What went wrong beside the experiment.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <value>The pipeline of the best trial.</value>
    public FraudPipeline BestPipeline => BestTrial.Pipeline;

    /// <value>The cross-validation of the best trial.</value>
    public CrossValidationReport BestReport => Trials.First(trial => trial.Trial.Number == BestTrial.Number).Report;

    /// <value>The finished trials, best first, with how far each is behind the best, corrected for their number.</value>
    public Leaderboard Leaderboard => Leaderboard.Of(Trials, BestTrial, Metric);

    /// <value>Whether the best trial is better than the next by more than noise, as <see cref="TrialVerdict"/> says it; null for one
    /// trial alone.</value>
    public string? Verdict => TrialVerdict.Of(Trials, BestTrial, Metric);

    /// <summary>Returns the finished trials as a table, best first, then the pruned and the failed ones, the verdict and the
    /// warnings.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (LeaderboardRow row in Leaderboard.Rows)
        {
            TrialCompleted trial = Trials.First(completed => completed.Trial.Number == row.Trial.Number);
            Line(text, trial, $"{Metric.Name} {trial.Report.TextOf(Metric)}{row.Text}");
        }

        foreach (TrialPruned trial in PrunedTrials) Line(text, trial, $"pruned after {trial.Step}");
        foreach (TrialFailed trial in FailedTrials) Line(text, trial, $"failed: {trial.Reason}");
        if (Verdict is { } verdict) text.Append(verdict).Append('\n');
        foreach (string warning in Warnings) text.Append(CultureInfo.InvariantCulture, $"warning: {warning}\n");
        return text.ToString();
    }

    private static void Line(StringBuilder text, TrialEvent trial, string outcome) => text.Append(
        $"{trial.Trial.Title,-36} {trial.Trial.PhaseName,-8} {outcome}  {trial.Trial.ParameterText}".TrimEnd()).Append('\n');
}
