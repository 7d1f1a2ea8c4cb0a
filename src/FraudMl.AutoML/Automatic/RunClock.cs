namespace FraudMl;

/// <summary>Keeps the time of a run: it knows what trials took and what the last fit of the best one will take.</summary>
internal sealed class RunClock(AutoMLOptions options, TimeSpan? budget, int rowCount) : IExperimentObserver
{
    // A second thread on one fit gains less than a second fit beside it.
    private const double SpeedOfAllThreads = 0.7, Safety = 1.3;

    private readonly Lock _gate = new();
    private readonly long _begin = options.Time.GetTimestamp();
    private readonly Dictionary<int, DateTimeOffset> _started = [];
    private TimeSpan _trial, _refit;
    private double _best = double.NaN;
    private int _ended;

    public TimeSpan Elapsed => options.Time.GetElapsedTime(_begin);

    /// <value>What is left of the budget; null without one of time.</value>
    public TimeSpan? Left => budget - Elapsed;

    /// <summary>Returns whether another trial can end in time for the last fit.</summary>
    public bool HasTime()
    {
        lock (_gate) return Left is not { } left || left > _refit + (_ended == 0 ? TimeSpan.Zero : _trial / _ended);
    }

    public ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            switch (experimentEvent)
            {
                case TrialStarted started:
                    _started[started.Trial.Number] = started.At;
                    break;
                case TrialCompleted completed:
                    _ended++;
                    if (_started.TryGetValue(completed.Trial.Number, out DateTimeOffset began)) _trial += completed.At - began;
                    double score = completed.Report.Mean(options.Metric);
                    if (!options.Metric.IsBetter(score, _best)) break;
                    (_best, _refit) = (score, RefitOf(completed.Report));
                    break;
            }
        }

        return ValueTask.CompletedTask;
    }

    private TimeSpan RefitOf(CrossValidationReport report)
    {
        int threads = Math.Min(Environment.ProcessorCount, report.Folds.Count);
        double folds = report.Folds.Sum(fold => fold.FitSeconds + fold.ScoreSeconds) / threads;
        double all = report.FitSeconds * rowCount / Math.Max(1, report.Folds.Average(fold => fold.TrainingRowCount));
        return TimeSpan.FromSeconds(Safety * (folds + (all * SpeedOfAllThreads)));
    }

    public override string ToString() => $"{Elapsed} of {budget}";
}
