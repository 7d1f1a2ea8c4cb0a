namespace FraudMl;

/// <summary>Keeps the time of a run: it knows what trials took and what the last fit of the best one will take.</summary>
internal sealed class RunClock(AutoMLOptions options, TimeSpan? budget) : IExperimentObserver
{
    // A second thread on one fit gains less than a second fit beside it.
    private const double SpeedOfAllThreads = 0.7, Safety = 1.3;

    private readonly Lock _gate = new();
    private readonly long _begin = options.Time.GetTimestamp();
    private readonly Dictionary<int, DateTimeOffset> _started = [];
    private readonly List<(double Score, TimeSpan Refit)> _ended = [];
    private TimeSpan _trials;

    /// <value>How many rows the last fit learns from.</value>
    public int RowCount { get; set; }

    /// <value>How many of the best trials the last fit may have to fit again.</value>
    public int MemberCount { get; set; } = 1;

    public TimeSpan Elapsed => options.Time.GetElapsedTime(_begin);

    /// <value>What is left of the budget; null without one of time.</value>
    public TimeSpan? Left => budget - Elapsed;

    /// <summary>Returns whether another trial can end in time for the last fit.</summary>
    public bool HasTime()
    {
        lock (_gate) return Left is not { } left || left > Refit() + (_ended.Count == 0 ? TimeSpan.Zero : _trials / _ended.Count);
    }

    // The best first, whichever way the metric points.
    private TimeSpan Refit() => _ended.OrderBy(trial => options.Metric.HigherIsBetter ? -trial.Score : trial.Score).Take(MemberCount)
        .Aggregate(TimeSpan.Zero, (sum, trial) => sum + trial.Refit);

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
                    if (_started.TryGetValue(completed.Trial.Number, out DateTimeOffset began)) _trials += completed.At - began;
                    double score = completed.Report.Mean(options.Metric);
                    if (!double.IsNaN(score)) _ended.Add((score, RefitOf(completed.Report)));
                    break;
            }
        }

        return ValueTask.CompletedTask;
    }

    private TimeSpan RefitOf(CrossValidationReport report)
    {
        int threads = Math.Min(Environment.ProcessorCount, report.Folds.Count);
        double folds = report.Folds.Sum(fold => fold.FitSeconds + fold.ScoreSeconds) / threads;
        double all = report.FitSeconds * RowCount / Math.Max(1, report.Folds.Average(fold => fold.TrainingRowCount));
        return TimeSpan.FromSeconds(Safety * (folds + (all * SpeedOfAllThreads)));
    }

    public override string ToString() => $"{Elapsed} of {budget}";
}
