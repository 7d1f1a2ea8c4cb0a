using System.Threading.Channels;

namespace FraudMl;

/// <summary>Carries events to the renderers and observers, one after the other, in the order they were raised.</summary>
internal sealed class EventStream
{
    private readonly Channel<ExperimentEvent> _events = Channel.CreateUnbounded<ExperimentEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<string> _warnings = [];
    private readonly HashSet<object> _reported = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _gate = new();
    private readonly ExperimentPlan _plan;
    private readonly Task _delivery;

    public EventStream(ExperimentPlan plan)
    {
        _plan = plan;
        _delivery = Task.Run(DeliverAsync);
    }

    /// <value>The warnings so far; complete after <see cref="CompleteAsync"/>.</value>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Raises an event; once the stream is complete, it is lost.</summary>
    public T Raise<T>(Func<string, DateTimeOffset, T> happened)
        where T : ExperimentEvent
    {
        // Under a lock, so that times never go back along the stream.
        lock (_gate)
        {
            T raised = happened(_plan.Name, _plan.Time.GetUtcNow());
            _events.Writer.TryWrite(raised);
            return raised;
        }
    }

    public void Warn(string message) => Raise((name, at) => new ExperimentWarning(name, at, message));

    /// <summary>Waits until every observer has seen every event.</summary>
    public Task CompleteAsync()
    {
        _events.Writer.TryComplete();
        return _delivery;
    }

    private async Task DeliverAsync()
    {
        await foreach (ExperimentEvent raised in _events.Reader.ReadAllAsync().ConfigureAwait(false))
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
                await observer.OnEventAsync(shown, CancellationToken.None).ConfigureAwait(false);
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
            failures.Add(new ExperimentWarning(_plan.Name, _plan.Time.GetUtcNow(), $"{listener.GetType().Name} failed, and the experiment goes on without its part: {error.Message}"));
    }

    private static bool Ends(ExperimentEvent raised) =>
        raised is TrialCompleted or TrialFailed or TrialCancelled or ExperimentCompleted or ExperimentFailed or ExperimentCancelled;
}
