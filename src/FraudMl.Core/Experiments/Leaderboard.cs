using System.Globalization;
using System.Text;

namespace FraudMl.Experiments;

/// <summary>The finished trials of an experiment, best first, and how far each is behind the best.</summary>
/// <remarks>
/// The intervals are those of the corrected resampled t-test (Nadeau and Bengio 2003) of the differences fold by fold. The best is compared
/// with k − 1 others, and all intervals hold at once at 95 %: each has 1 − 5 % / (k − 1) (Bonferroni), and p-values are multiplied by
/// k − 1.
/// </remarks>
/// <param name="Metric">The metric that decides.</param>
/// <param name="Rows">The best first, then the others by their means, equal ones by number; those without a value are last.</param>
public sealed record Leaderboard(Metric Metric, IReadOnlyList<LeaderboardRow> Rows)
{
    /// <summary>Ranks trials.</summary>
    /// <param name="trials">The finished trials, all validated on the same folds.</param>
    /// <param name="best">The winner.</param>
    /// <param name="metric">The metric that decides.</param>
    public static Leaderboard Of(IReadOnlyList<TrialCompleted> trials, TrialInfo best, Metric metric)
    {
        CrossValidationReport? winner = trials.FirstOrDefault(trial => trial.Trial.Number == best.Number)?.Report;
        int others = trials.Count(trial => trial.Trial.Number != best.Number && !double.IsNaN(trial.Report.Mean(metric)));
        return new(metric, [.. trials.Select(Row).OrderByDescending(row => row.Trial.Number == best.Number)
            .ThenBy(row => double.IsNaN(row.Mean)).ThenBy(row => metric.HigherIsBetter ? -row.Mean : row.Mean)
            .ThenBy(row => row.Trial.Number)]);

        LeaderboardRow Row(TrialCompleted trial)
        {
            double mean = trial.Report.Mean(metric);
            bool isBehind = winner is not null && trial.Trial.Number != best.Number && !double.IsNaN(mean + winner.Mean(metric));
            return new(trial.Trial, mean, trial.Report.StandardDeviation(metric), isBehind ? Behind(winner!, trial.Report) : null);
        }

        CorrectedTTest Behind(CrossValidationReport first, CrossValidationReport other) => CorrectedTTest.Of(
            [.. first.Folds.Zip(other.Folds, (a, b) => metric.HigherIsBetter ? a[metric] - b[metric] : b[metric] - a[metric])],
            first.Folds.Average(fold => fold.TrainingRowCount), first.Folds.Average(fold => fold.ValidationRowCount), others);
    }

    /// <summary>Returns a line for each trial.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (LeaderboardRow row in Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Trial.Title,-36} {Metric.Name} {row.Mean:0.0000} ± ")
                .Append(CultureInfo.InvariantCulture, $"{row.StandardDeviation:0.0000}").Append(row.Text).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>A trial's place on a leaderboard.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Mean">The mean of the metric over the folds; NaN where a fold has no value.</param>
/// <param name="StandardDeviation">Its standard deviation over the folds.</param>
/// <param name="Behind">By how much it is worse than the best, fold by fold, corrected for the number of trials; null for the best itself
/// and where a value is missing.</param>
public sealed record LeaderboardRow(TrialInfo Trial, double Mean, double StandardDeviation, CorrectedTTest? Behind)
{
    private const double Level = 0.05;

    /// <value>Whether it is worse than the best by more than noise. Without any variance there is no noise; one fold can't tell.</value>
    public bool IsWorse => Behind is { DegreesOfFreedom: > 0 } test
        && (double.IsNaN(test.PValue) ? test.Mean != 0 : test.PValue < Level);

    internal string Text => Behind switch
    {
        null => "",
        { Mean: 0 } test when double.IsNaN(test.Interval.Low) => ", the same",
        var test => string.Create(CultureInfo.InvariantCulture,
            $", behind by {test.Mean:0.0000}{(double.IsNaN(test.Interval.Low) ? "" : $" {test.Interval}")}{(IsWorse ? "" : ", may be noise")}"),
    };
}
