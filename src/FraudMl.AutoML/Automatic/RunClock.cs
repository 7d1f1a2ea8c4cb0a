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
    private TimeSpan _longest;

    /// <value>How many rows the last fit learns from.</value>
    public int RowCount { get; set; }

    /// <value>How many of the best trials the last fit may have to fit again.</value>
    public int MemberCount { get; set; } = 1;

    public TimeSpan Elapsed => options.Time.GetElapsedTime(_begin);

    /// <value>What is left of the budget; null without one of time.</value>
    public TimeSpan? Left => budget - Elapsed;

    /// <value>What an ensemble may be chosen in, so that there is time for the last fit; null without a budget of time.</value>
    public TimeSpan? Spare
    {
        get
        {
            lock (_gate) return Left - Refit();
        }
    }

    /// <summary>Returns whether another trial can end in time for the last fit, should it take as long as the longest.</summary>
    public bool HasTime()
    {
        lock (_gate) return Left is not { } left || left > Refit() + _longest;
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
                    if (_started.TryGetValue(completed.Trial.Number, out DateTimeOffset began) && completed.At - began > _longest)
                        _longest = completed.At - began;
                    double score = completed.Report.Mean(options.Metric);
                    if (!double.IsNaN(score)) _ended.Add((score, RefitOf(completed.Report)));
                    break;
            }
        }

        return ValueTask.CompletedTask;
    }

    private TimeSpan RefitOf(CrossValidationReport report)
    {
        // Side by side, the last fold may be alone.
        int rounds = (report.Folds.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
        double folds = rounds * (report.FitSeconds + report.ScoreSeconds);
        double all = report.FitSeconds * RowCount / Math.Max(1, report.Folds.Average(fold => fold.TrainingRowCount));
        return TimeSpan.FromSeconds(Safety * (folds + (all * SpeedOfAllThreads)));
    }

    public override string ToString() => $"{Elapsed} of {budget}";
}
