namespace FraudMl.Reporting;

/// <summary>What a renderer remembers of a running experiment for its last page.</summary>
internal sealed class ExperimentNotes
{
    private readonly Lock _lock = new();
    private readonly List<TrialCompleted> _trials = [];
    private readonly List<TrialPruned> _pruned = [];

    public Metric Metric { get; private set; } = Metrics.AveragePrecision;

    public Dataset? TestData { get; private set; }

    public WinnerFitted? Winner { get; private set; }

    public IReadOnlyList<TrialCompleted> Trials
    {
        get
        {
            lock (_lock) return [.. _trials];
        }
    }

    public IReadOnlyList<TrialPruned> Pruned
    {
        get
        {
            lock (_lock) return [.. _pruned];
        }
    }

    public void Take(ExperimentEvent experimentEvent)
    {
        lock (_lock)
        {
            switch (experimentEvent)
            {
                case ExperimentStarted started:
                    (Metric, TestData) = (started.Metric, started.Test);
                    break;
                case TrialCompleted trial:
                    _trials.Add(trial);
                    break;
                case TrialPruned trial:
                    _pruned.Add(trial);
                    break;
                case WinnerFitted winner:
                    Winner = winner;
                    break;
            }
        }
    }
}
