using System.Globalization;

namespace FraudMl.Reporting;

/// <summary>The line that an event is worth, and what the bar says.</summary>
internal sealed class ProgressText
{
    private Metric _metric = Metrics.AveragePrecision;
    private int? _planned;
    private readonly List<string> _told = [];
    private int _done;
    private (string Name, double Score)? _best;

    /// <summary>What the bar says: the best trial so far.</summary>
    public string Status => _best is { } best
        ? string.Create(CultureInfo.InvariantCulture, $"best so far: {best.Name}, {_metric.Name} {best.Score:0.0000}")
        : "starting";

    public string? LineOf(ExperimentEvent experimentEvent)
    {
        switch (experimentEvent)
        {
            case ExperimentStarted started:
                (_metric, _planned) = (started.Metric, started.PlannedTrialCount);
                return string.Create(CultureInfo.InvariantCulture,
                    $"{started.Experiment}: {started.Data.RowCount:N0} rows, {started.Data.FraudCount:N0} frauds, {started.Folds.Name}");
            case TrialCompleted completed:
                return Completed(completed);
            case TrialFailed failed:
                // One warning for one cause, however many candidates it costs.
                bool isNew = !_told.Exists(told => told.Contains(failed.Reason, StringComparison.Ordinal));
                _told.Add(failed.Reason);
                return $"{Count()} {failed.Trial.Name} failed{(isNew ? $": {failed.Reason}" : " for the same reason")}";
            case ExperimentWarning warning:
                _told.Add(warning.Message);
                return $"warning: {warning.Message}";
            case TrialPruned pruned:
                return $"{Count()} {pruned.Trial.PhaseName,-7} {pruned.Trial.Name,-38} pruned after {pruned.Step}  {Parameters(pruned.Trial)}".TrimEnd();
            case TrialCancelled cancelled:
                return $"{Count()} {cancelled.Trial.Name} stopped: {cancelled.Reason}";
            case WinnerFitted fitted:
                return $"fitted on all training rows: {fitted.Trial.Name}";
            default:
                return null;
        }
    }

    private string Completed(TrialCompleted completed)
    {
        double mean = completed.Report.Mean(_metric);
        if (_best is null || _metric.IsBetter(mean, _best.Value.Score)) _best = (completed.Trial.Name, mean);
        double seconds = completed.Report.Folds.Sum(fold => fold.FitSeconds + fold.ScoreSeconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count()} {completed.Trial.PhaseName,-7} {completed.Trial.Name,-38} {_metric.Name} {mean:0.0000} "
            + $"± {completed.Report.StandardDeviation(_metric):0.0000}  {seconds,5:0.0} s  {Parameters(completed.Trial)}").TrimEnd();
    }

    // The learner's options go without their slot: a line is short.
    private static string Parameters(TrialInfo trial) =>
        string.Join(", ", trial.Parameters.Select(p => $"{Short(p.Key)} {Shown(p.Value)}"));

    private static string Short(string name) => name.StartsWith("trainer.", StringComparison.Ordinal) ? name["trainer.".Length..] : name;

    private static string Shown(object value) => value is double number && number != 0 && Math.Abs(number) < 0.01
        ? number.ToString("0.##E+0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value:0.####}");

    private string Count()
    {
        _done++;
        return _planned is { } planned ? $"[{_done,2}/{planned}]" : $"[{_done,2}]";
    }
}
