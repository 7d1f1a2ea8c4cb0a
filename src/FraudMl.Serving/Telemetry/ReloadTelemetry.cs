using System.Diagnostics.Metrics;

namespace FraudMl.Serving;

/// <summary>Counts the models that came into service and those that did not, and tells how long ago sources were asked.</summary>
internal sealed class ReloadTelemetry(IMeterFactory meters)
{
    private readonly Meter _meter = meters.Create(ScoringTelemetry.Name);
    private readonly Counter<long> _reloads = meters.Create(ScoringTelemetry.Name)
        .CreateCounter<long>("fraudml.model.reloads", "{reload}", "Models that were to be put into service, by outcome.");

    /// <summary>Counts an attempt.</summary>
    public void Count(string model, string outcome) =>
        _reloads.Add(1, new KeyValuePair<string, object?>("model.name", model), new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Has the ages of the last good answers of all sources told.</summary>
    public void Watch(Func<IEnumerable<Measurement<double>>> ages) => _meter.CreateObservableGauge(
        "fraudml.model.check.age", ages, "s", "Time since the source of a model last said which one is to be served.");
}
