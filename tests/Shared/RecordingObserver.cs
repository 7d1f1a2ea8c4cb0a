namespace FraudMl.Tests;

/// <summary>Keeps every event in the order it came.</summary>
internal sealed class RecordingObserver : IExperimentObserver
{
    private readonly List<ExperimentEvent> _events = [];

    public IReadOnlyList<ExperimentEvent> Events => _events;

    /// <value>Called with each event, for tests that act on one.</value>
    public Action<ExperimentEvent>? OnEvent { get; init; }

    public IEnumerable<T> Of<T>() => _events.OfType<T>();

    public async ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken)
    {
        await Task.Yield();
        _events.Add(experimentEvent);
        OnEvent?.Invoke(experimentEvent);
    }
}
