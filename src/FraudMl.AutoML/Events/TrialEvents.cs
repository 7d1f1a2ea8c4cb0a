namespace FraudMl;

/// <summary>The events of one trial: it starts, makes progress and ends once; what comes later from a worker that was
/// left behind is dropped.</summary>
internal sealed class TrialEvents
{
    private readonly EventStream _events;
    private readonly TrialInfo _trial;
    private readonly Lock _gate = new();
    private bool _ended;

    public TrialEvents(EventStream events, TrialInfo trial)
    {
        _events = events;
        _trial = trial;
        events.Raise((name, at) => new TrialStarted(name, at, trial));
    }

    /// <summary>Raises what a trial tells and returns what the judge says to it; an ended trial is judged no more.</summary>
    public TrialDirective Progress(FitProgress progress, Func<FitProgress, TrialDirective>? judge)
    {
        lock (_gate)
        {
            if (_ended) return TrialDirective.Stop;
            if (progress.Iteration is { } iteration)
                _events.Raise((name, at) => new IterationCompleted(name, at, _trial, progress.Fold, iteration));
            if (progress.Result is { } result) _events.Raise((name, at) => new FoldCompleted(name, at, _trial, result));
            return judge?.Invoke(progress) ?? TrialDirective.Continue;
        }
    }

    public TrialCompleted Complete(CrossValidationReport report) => End((name, at) => new TrialCompleted(name, at, _trial, report));

    public TrialPruned Prune(string pruner, TrialStep step) => End((name, at) => new TrialPruned(name, at, _trial, pruner, step));

    public TrialFailed Fail(string reason) => End((name, at) => new TrialFailed(name, at, _trial, reason));

    public TrialCancelled Cancel(string reason) => End((name, at) => new TrialCancelled(name, at, _trial, reason));

    private T End<T>(Func<string, DateTimeOffset, T> happened)
        where T : TrialEvent
    {
        lock (_gate)
        {
            _ended = true;
            return _events.Raise(happened);
        }
    }
}
