using static System.FormattableString;

namespace FraudMl.Experiments;

/// <summary>Says whether the best trial is better than the others by more than noise.</summary>
public static class TrialVerdict
{
    private const double Level = 0.05;

    /// <summary>Returns the verdict in a sentence: by how much the best is better than the next, and from how many trials noise alone
    /// keeps it apart. Null where there is no other trial with a value.</summary>
    /// <remarks>
    /// The corrected resampled t-test (Nadeau and Bengio 2003) of the deciding metric's differences fold by fold, at 5 %: over folds,
    /// since a pooled bootstrap of rows holds the fitted models fixed and knows nothing of the noise of training. The best of many is
    /// best by luck too, so that a small lead over many trials says less than the test; a test set has the last word.
    /// </remarks>
    /// <param name="trials">The finished trials, all validated on the same folds.</param>
    /// <param name="best">The winner.</param>
    /// <param name="metric">The metric that decides.</param>
    public static string? Of(IReadOnlyList<TrialCompleted> trials, TrialInfo best, Metric metric)
    {
        if (trials.FirstOrDefault(trial => trial.Trial.Number == best.Number)?.Report is not { } winner) return null;
        TrialCompleted[] others = [.. trials.Where(trial => trial.Trial.Number != best.Number && !double.IsNaN(trial.Report.Mean(metric)))
            .OrderBy(trial => metric.HigherIsBetter ? -trial.Report.Mean(metric) : trial.Report.Mean(metric))
            .ThenBy(trial => trial.Trial.Number)];
        if (others.Length == 0 || double.IsNaN(winner.Mean(metric))) return null;
        TrialCompleted next = others[0];
        if (winner.Folds.Count < 2) return $"{best.Title} is best, and one fold can't tell whether that is more than noise.";
        int alike = others.Count(other => !IsMoreThanNoise(Test(winner, other.Report, metric)));
        CorrectedTTest test = Test(winner, next.Report, metric);
        string lead = Invariant($"{metric.Name} {winner.Mean(metric):0.0000} against {next.Report.Mean(metric):0.0000}");
        if (test.Mean == 0 && test.Variance == 0) return $"{best.Title} and {next.Trial.Title} are equal in every fold ({lead}).";
        string interval = double.IsNaN(test.Interval.Low) ? "" : $"; 95 % interval of the difference over folds {test.Interval}";
        string more = alike > 1 ? Invariant($", nor than {alike - 1} more") : "";
        return IsMoreThanNoise(test)
            ? $"{best.Title} is better than {next.Trial.Title} by more than noise ({lead}{interval})."
            : $"{best.Title} is not better than {next.Trial.Title}{more} by more than noise ({lead}{interval}).";
    }

    // Without any variance there is no noise.
    private static bool IsMoreThanNoise(CorrectedTTest test) =>
        double.IsNaN(test.PValue) ? test.Mean != 0 : test.PValue < Level;

    private static CorrectedTTest Test(CrossValidationReport a, CrossValidationReport b, Metric metric) => CorrectedTTest.Of(
        [.. a.Folds.Zip(b.Folds, (first, second) => first[metric] - second[metric])],
        a.Folds.Average(fold => fold.TrainingRowCount), a.Folds.Average(fold => fold.ValidationRowCount));
}
