using System.Threading.Channels;

namespace FraudMl;

/// <summary>Carries events to the renderers and observers, one after the other, in the order they were raised.</summary>
internal sealed class EventStream : IDisposable
{
    // Trials that are so far ahead of an observer wait for it.
    private const int Capacity = 4_096;

    private readonly Channel<ExperimentEvent> _events = Channel.CreateBounded<ExperimentEvent>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly List<string> _warnings = [];
    private readonly HashSet<object> _reported = new(ReferenceEqualityComparer.Instance);
    private readonly CancellationTokenSource _leave = new();
    private readonly CancellationToken _left;
    private readonly CancellationTokenRegistration _cancelled;
    private readonly Lock _gate = new();
    private readonly ExperimentPlan _plan;
    private readonly Task _delivery;

    public EventStream(ExperimentPlan plan, CancellationToken experiment)
    {
        _plan = plan;
        _left = _leave.Token;
        _cancelled = experiment.UnsafeRegister(_ => _leave.CancelAfter(plan.ObserverGrace), null);
        _delivery = Task.Run(DeliverAsync, CancellationToken.None);
    }

    /// <value>The warnings so far; complete after <see cref="CompleteAsync"/>.</value>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Raises an event, after the observers have caught up; once the stream is complete or its observers were left
    /// behind, it is lost.</summary>
    public T Raise<T>(Func<string, DateTimeOffset, T> happened)
        where T : ExperimentEvent
    {
        // Under a lock, so that times never go back along the stream.
        lock (_gate)
        {
            T raised = happened(_plan.Name, _plan.Time.GetUtcNow());
            while (!_events.Writer.TryWrite(raised) && HasRoom())
            {
            }

            return raised;
        }
    }

    public void Warn(string message) => Raise((name, at) => new ExperimentWarning(name, at, message));

    /// <summary>Waits until every observer has seen every event; of a cancelled experiment only for its grace, and
    /// returns whether they have.</summary>
    public async Task<bool> CompleteAsync()
    {
        _events.Writer.TryComplete();
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // An observer that hears its token has as long again to return.
        using CancellationTokenRegistration leave = _left.UnsafeRegister(_ => _ = EndLaterAsync(), null);
        return await Task.WhenAny(_delivery, late.Task).ConfigureAwait(false) == _delivery;

        async Task EndLaterAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None).ConfigureAwait(false);
            late.TrySetResult();
        }
    }

    public void Dispose()
    {
        _cancelled.Dispose();
        _leave.Dispose();
    }

    // Waits for room; false when there will be none.
    private bool HasRoom()
    {
        try
        {
            return _events.Writer.WaitToWriteAsync(_left).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task DeliverAsync()
    {
        await foreach (ExperimentEvent raised in _events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            var failures = new List<ExperimentWarning>();
            List<ArtifactProduced> artifacts = Render(raised, failures);
            foreach (ExperimentEvent shown in Ends(raised) ? [.. artifacts, raised] : (ExperimentEvent[])[raised, .. artifacts])
                await ShowAsync(shown, failures).ConfigureAwait(false);
            for (int i = 0; i < failures.Count; i++) await ShowAsync(failures[i], failures).ConfigureAwait(false);
        }
    }

    private async Task ShowAsync(ExperimentEvent shown, List<ExperimentWarning> failures)
    {
        if (shown is ExperimentWarning warning) _warnings.Add(warning.Message);
        foreach (IExperimentObserver observer in _plan.Observers)
        {
            try
            {
                await observer.OnEventAsync(shown, _left).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                Report(observer, error, failures);
            }
        }
    }

    private List<ArtifactProduced> Render(ExperimentEvent raised, List<ExperimentWarning> failures)
    {
        var artifacts = new List<ArtifactProduced>();
        foreach (IArtifactRenderer renderer in _plan.Renderers)
        {
            try
            {
                artifacts.AddRange(renderer.Render(raised));
            }
            catch (Exception error)
            {
                Report(renderer, error, failures);
            }
        }

        return artifacts;
    }

    private void Report(object listener, Exception error, List<ExperimentWarning> failures)
    {
        if (_reported.Add(listener))
            failures.Add(new ExperimentWarning(_plan.Name, _plan.Time.GetUtcNow(),
                $"{listener.GetType().Name} failed, and the experiment goes on without its part: {error.Message}"));
    }

    private static bool Ends(ExperimentEvent raised) =>
        raised is TrialCompleted or TrialPruned or TrialFailed or TrialCancelled or ExperimentCompleted or ExperimentFailed
            or ExperimentCancelled;
}
