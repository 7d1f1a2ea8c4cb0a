using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace FraudMl.Serving;

/// <summary>
/// What the scoring meters have said in the last minute, for the console: it listens like any exporter, so that an application without a
/// console pays nothing.
/// </summary>
internal sealed class LiveTraffic : IDisposable
{
    private readonly ConcurrentDictionary<string, TrafficMinute> _models = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly TimeProvider _time;

    public LiveTraffic(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            bool isTold = instrument.Name is ScoringTelemetry.Duration or ScoringTelemetry.BatchSize or ScoringTelemetry.Decisions;
            if (isTold && instrument.Meter.Name == ScoringTelemetry.Name && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, seconds, tags, _) =>
        {
            if (instrument.Name == ScoringTelemetry.Duration) Of(tags)?.AddRequest(Now, seconds);
        });
        _listener.SetMeasurementEventCallback<int>((instrument, rowCount, tags, _) =>
        {
            if (instrument.Name == ScoringTelemetry.BatchSize) Of(tags)?.AddRows(Now, rowCount);
        });
        _listener.SetMeasurementEventCallback<long>((instrument, rowCount, tags, _) =>
        {
            if (instrument.Name == ScoringTelemetry.Decisions) Of(tags)?.AddDecided(Now, rowCount, TextOf(tags, "decision") == "flagged");
        });
        _listener.Start();
    }

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Returns the last 60 whole seconds of a model.</summary>
    public ConsoleTraffic Of(string model) => _models.GetOrAdd(model, _ => new TrafficMinute()).Read(Now);

    public void Dispose() => _listener.Dispose();

    private TrafficMinute? Of(ReadOnlySpan<KeyValuePair<string, object?>> tags) => TextOf(tags, "model.name") is { } model
        ? _models.GetOrAdd(model, _ => new TrafficMinute())
        : null;

    private static string? TextOf(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key == name) return tag.Value as string;
        }

        return null;
    }
}
