using static System.FormattableString;

namespace FraudMl.Experiments;

/// <summary>Says whether the best trial is better than the others by more than noise.</summary>
public static class TrialVerdict
{
    /// <summary>Returns the verdict in a sentence: by how much the best is better than the next, and from how many trials noise alone
    /// keeps it apart. Null where there is no other trial with a value.</summary>
    /// <remarks>
    /// It is what the <see cref="Leaderboard"/> says of the best: over folds, since a pooled bootstrap of rows holds the fitted models
    /// fixed and knows nothing of the noise of training, and corrected for the number of trials. A test set has the last word.
    /// </remarks>
    /// <param name="trials">The finished trials, all validated on the same folds.</param>
    /// <param name="best">The winner.</param>
    /// <param name="metric">The metric that decides.</param>
    public static string? Of(IReadOnlyList<TrialCompleted> trials, TrialInfo best, Metric metric)
    {
        LeaderboardRow[] others = [.. Leaderboard.Of(trials, best, metric).Rows.Where(row => row.Behind is not null)];
        if (others is not [{ Behind: { } test } next, ..]) return null;
        CrossValidationReport winner = trials.First(trial => trial.Trial.Number == best.Number).Report;
        if (winner.Folds.Count < 2) return $"{best.Title} is best, and one fold can't tell whether that is more than noise.";
        int alike = others.Count(other => !other.IsWorse);
        string lead = Invariant($"{metric.Name} {winner.Mean(metric):0.0000} against {next.Mean:0.0000}");
        if (test.Mean == 0 && test.Variance == 0) return $"{best.Title} and {next.Trial.Title} are equal in every fold ({lead}).";
        string corrected = others.Length > 1 ? Invariant($", for {others.Length} comparisons at once") : "";
        string interval = double.IsNaN(test.Interval.Low) ? ""
            : $"; 95 % interval of the difference over folds {test.Interval}{corrected}";
        string more = alike > 1 ? Invariant($", nor than {alike - 1} more") : "";
        return next.IsWorse
            ? $"{best.Title} is better than {next.Trial.Title} by more than noise ({lead}{interval})."
            : $"{best.Title} is not better than {next.Trial.Title}{more} by more than noise ({lead}{interval}).";
    }
}
