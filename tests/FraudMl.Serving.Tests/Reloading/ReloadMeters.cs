using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

/// <summary>Hears what a server tells of its reloads.</summary>
internal sealed class ReloadMeters : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _ages = new();

    public ReloadMeters(IServiceProvider services)
    {
        IMeterFactory factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            if (instrument.Name == "fraudml.model.reloads") Reloads.Enqueue($"{tags[1].Value}");
        });
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "fraudml.model.check.age") _ages[$"{tags[0].Value}"] = value;
        });
        _listener.Start();
    }

    public ConcurrentQueue<string> Reloads { get; } = new();

    public double Age(string model)
    {
        _listener.RecordObservableInstruments();
        return _ages[model];
    }

    public void Dispose() => _listener.Dispose();
}
