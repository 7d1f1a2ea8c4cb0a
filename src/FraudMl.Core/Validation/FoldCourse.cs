using System.Runtime.ExceptionServices;

namespace FraudMl;

/// <summary>
/// Where a cross-validation stands. Folds run side by side, and what is told and where it stops must not depend on that: folds are told in
/// order, folds before a stop run on, and of several stops the first place counts.
/// </summary>
internal sealed class FoldCourse : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Func<FitProgress, TrialDirective>? _progress;
    private readonly CancellationTokenSource[] _cancels;
    private readonly FoldResult?[] _results;
    private int _told;
    private TrialStep? _stop;

    public FoldCourse(int foldCount, Func<FitProgress, TrialDirective>? progress, CancellationToken cancellationToken)
    {
        _progress = progress;
        _results = new FoldResult?[foldCount];
        _cancels = [.. Enumerable.Range(0, foldCount).Select(_ => CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))];
    }

    public IReadOnlyList<FoldResult> Results => _results!;

    /// <value>What a fold's learner calls after each iteration; null when nobody listens.</value>
    public Func<TrainingIteration, bool>? OnIteration(int fold) => _progress is null ? null : iteration => Tell(fold, iteration);

    /// <summary>Returns what cancels a fold: the user, or a stop in a fold before it.</summary>
    public CancellationToken TokenOf(int fold) => _cancels[fold].Token;

    /// <summary>Whether a stop at or before the fold makes it worthless.</summary>
    public bool IsOver(int fold)
    {
        lock (_gate) return _stop is { } stop && stop.Fold <= fold;
    }

    /// <summary>Takes a fold's result, and tells it as soon as those before it have been told.</summary>
    public void Complete(int fold, FoldResult result)
    {
        lock (_gate)
        {
            _results[fold] = result;
            while (_told < _results.Length && _results[_told] is { } next && !(_stop is { } stop && stop.Fold <= _told))
            {
                if (_progress?.Invoke(new FitProgress(_told, next, null)) == TrialDirective.Stop) StopAt(new TrialStep(_told));
                _told++;
            }
        }
    }

    /// <summary>Throws what ended the course early, the first place first: a failed fold or a stop.</summary>
    public void ThrowIfEnded((int Fold, Exception Exception)? failure)
    {
        if (_stop is { } stop && !(failure?.Fold < stop.Fold)) throw new TrialStoppedException(stop);
        if (failure is { Exception: var exception }) ExceptionDispatchInfo.Throw(exception);
    }

    public void Dispose()
    {
        foreach (CancellationTokenSource cancel in _cancels) cancel.Dispose();
    }

    private bool Tell(int fold, TrainingIteration iteration)
    {
        lock (_gate)
        {
            if (_stop is { } stop && stop.Fold <= fold) return false;
            if (_progress!(new FitProgress(fold, null, iteration)) == TrialDirective.Continue) return true;
            StopAt(new TrialStep(fold, iteration.Iteration));
            return false;
        }
    }

    // Only a place before an earlier stop gets here.
    private void StopAt(TrialStep step)
    {
        _stop = step;
        foreach (CancellationTokenSource later in _cancels[(step.Fold + 1)..]) later.Cancel();
    }
}
