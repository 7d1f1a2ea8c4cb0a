using System.Globalization;

namespace FraudMl.Reporting;

/// <summary>The line that an event is worth, and what the bar says.</summary>
internal sealed class ProgressText
{
    private Metric _metric = Metrics.AveragePrecision;
    private int? _planned;
    private readonly List<string> _told = [];
    private (string Title, double Score)? _best;

    /// <summary>What the bar says: the best trial so far.</summary>
    public string Status => _best is { } best
        ? string.Create(CultureInfo.InvariantCulture, $"best so far: {best.Title}, {_metric.Name} {best.Score:0.0000}")
        : "starting";

    public string? LineOf(ExperimentEvent experimentEvent)
    {
        switch (experimentEvent)
        {
            case ExperimentStarted started:
                (_metric, _planned) = (started.Metric, started.PlannedTrialCount);
                return string.Create(CultureInfo.InvariantCulture,
                    $"{started.Experiment}: {started.Data.RowCount:N0} rows, {started.Data.FraudCount:N0} frauds, {started.Folds.Name}");
            case StageStarted begun:
                return $"{begun.Stage} …";
            case TrialCompleted completed:
                return Completed(completed);
            case TrialFailed failed:
                // One warning for one cause, however many candidates it costs.
                bool isNew = !_told.Exists(told => told.Contains(failed.Reason, StringComparison.Ordinal));
                _told.Add(failed.Reason);
                return $"{NumberOf(failed.Trial)} {failed.Trial.Name} failed{(isNew ? $": {failed.Reason}" : " for the same reason")}";
            case ExperimentWarning warning:
                _told.Add(warning.Message);
                return $"warning: {warning.Message}";
            case TrialPruned pruned:
                TrialInfo trial = pruned.Trial;
                return $"{NumberOf(trial)} {trial.PhaseName,-7} {trial.Name,-38} pruned after {pruned.Step}  {trial.ParameterText}"
                    .TrimEnd();
            case TrialCancelled cancelled:
                return $"{NumberOf(cancelled.Trial)} {cancelled.Trial.Name} stopped: {cancelled.Reason}";
            case WinnerFitted fitted:
                return $"fitted on all training rows: {fitted.Trial.Title}";
            case ExperimentCompleted completed:
                return TrialVerdict.Of(completed.Trials, completed.Best, _metric);
            default:
                return null;
        }
    }

    private string Completed(TrialCompleted completed)
    {
        double mean = completed.Report.Mean(_metric);
        if (_best is null || _metric.IsBetter(mean, _best.Value.Score)) _best = (completed.Trial.Title, mean);
        double seconds = completed.Report.Folds.Sum(fold => fold.FitSeconds + fold.ScoreSeconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{NumberOf(completed.Trial)} {completed.Trial.PhaseName,-7} {completed.Trial.Name,-38} {_metric.Name} "
            + $"{completed.Report.TextOf(_metric)}  {seconds,5:0.0} s  {completed.Trial.ParameterText}").TrimEnd();
    }

    // The trial's own number, as everywhere; trials that run side by side do not end in its order.
    private string NumberOf(TrialInfo trial) => _planned is { } planned
        ? string.Create(CultureInfo.InvariantCulture, $"[{trial.Number,2}/{planned}]")
        : string.Create(CultureInfo.InvariantCulture, $"[{trial.Number,2}]");
}
