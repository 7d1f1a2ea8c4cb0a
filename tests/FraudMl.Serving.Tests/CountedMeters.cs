using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

/// <summary>Adds up what the counters of one server tell, by their tags.</summary>
internal sealed class CountedMeters : IDisposable
{
    private readonly MeterListener _listener = new();

    public CountedMeters(IServiceProvider services, params string[] instruments)
    {
        IMeterFactory factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory && instruments.Contains(instrument.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Sums.AddOrUpdate(
            $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}", value, (_, sum) => sum + value));
        _listener.Start();
    }

    public ConcurrentDictionary<string, long> Sums { get; } = new();

    public long Sum => Sums.Values.Sum();

    public void Dispose() => _listener.Dispose();
}
