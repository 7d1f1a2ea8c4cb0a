using System.Diagnostics.Metrics;

namespace FraudMl.Serving;

/// <summary>Counts what challengers score, drop and decide otherwise.</summary>
internal sealed class ShadowTelemetry
{
    private readonly Counter<long> _rows, _dropped, _disagreements;

    public ShadowTelemetry(IMeterFactory meters)
    {
        Meter meter = meters.Create(ScoringTelemetry.Name);
        _rows = meter.CreateCounter<long>("fraudml.shadow.rows", "{transaction}", "Transactions that the challenger scored, too.");
        _dropped = meter.CreateCounter<long>("fraudml.shadow.dropped", "{transaction}", "Transactions that found no room in its queue.");
        _disagreements = meter.CreateCounter<long>(
            "fraudml.shadow.disagreements", "{transaction}", "Transactions that it decides otherwise than the model in service.");
    }

    public void Scored(string name, int rowCount, int disagreementCount)
    {
        _rows.Add(rowCount, new KeyValuePair<string, object?>("served.name", name));
        if (disagreementCount > 0) _disagreements.Add(disagreementCount, new KeyValuePair<string, object?>("served.name", name));
    }

    public void Dropped(string name, int rowCount) => _dropped.Add(rowCount, new KeyValuePair<string, object?>("served.name", name));
}
