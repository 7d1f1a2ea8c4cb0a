using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>Counts what observers and rules throw, and logs it, the first of each at once and then at most once a minute.</summary>
internal sealed class CallbackFailures(IMeterFactory meters, TimeProvider time, ILogger<CallbackFailures> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Served, string Callback), Silence> _silences = [];
    private readonly Counter<long> _failures = meters.Create(ScoringTelemetry.Name).CreateCounter<long>(
        "fraudml.scoring.callback.failures", "{failure}", "Failures of observers and fallback rules, in spite of which was answered.");

    /// <summary>Counts a failure of a callback of a served model.</summary>
    public void Count(string served, object callback, Exception failed)
    {
        string name = callback.GetType().Name;
        _failures.Add(1, new KeyValuePair<string, object?>("served.name", served), new KeyValuePair<string, object?>("callback", name));
        if (_silences.GetOrAdd((served, name), _ => new Silence()).CountUntold(time, Pause) is > 0 and var count)
            logger.LogCallbackFailed(failed, name, served, count);
    }

    public override string ToString() => "failures of observers and rules";

    private sealed class Silence
    {
        private readonly Lock _gate = new();
        private long? _told;
        private int _untold;

        /// <summary>Counts one more; returns how many are to be told now, 0 for none.</summary>
        public int CountUntold(TimeProvider time, TimeSpan pause)
        {
            lock (_gate)
            {
                _untold++;
                if (_told is { } told && time.GetElapsedTime(told) < pause) return 0;
                (int count, _untold, _told) = (_untold, 0, time.GetTimestamp());
                return count;
            }
        }
    }
}
