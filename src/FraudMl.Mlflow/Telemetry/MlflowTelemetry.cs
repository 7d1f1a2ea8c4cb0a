using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FraudMl.Mlflow;

/// <summary>What the client tells OpenTelemetry: spans and durations of requests, entries delivered, bytes that wait on disk.</summary>
internal static class MlflowTelemetry
{
    public const string Name = "FraudMl.Mlflow";

    private static readonly ActivitySource _activities = new(Name);
    private static readonly Meter _meter = new(Name);
    private static readonly Histogram<double> _duration = _meter.CreateHistogram("fraudml.mlflow.request.duration", "s",
        "Duration of a request to the tracking server with all its retries.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
            30, 120] });
    private static readonly Counter<long> _delivered = _meter.CreateCounter<long>("fraudml.mlflow.delivered", "{entry}",
        "Metric values, parameters and tags that the store has taken.");
    private static long _waitingBytes;

    static MlflowTelemetry() =>
        _meter.CreateObservableUpDownCounter("fraudml.mlflow.spool.usage", () => Interlocked.Read(ref _waitingBytes), "By",
            "Bytes on disk that this process has not yet delivered.");

    public static Activity? Start(string method, string route) =>
        _activities.HasListeners() ? _activities.StartActivity($"mlflow {method} {route}", ActivityKind.Client) : null;

    /// <summary>Takes down how a request went.</summary>
    /// <param name="activity">Its span.</param>
    /// <param name="start">Timestamp of its start.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="route">The path without ids.</param>
    /// <param name="status">The HTTP status; null without an answer.</param>
    public static void Answered(Activity? activity, long start, string method, string route, int? status)
    {
        var tags = new TagList { { "http.request.method", method }, { "url.template", route }, { "http.response.status_code", status } };
        _duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
        if (activity is null)
            return;
        foreach ((string key, object? value) in tags)
            activity.SetTag(key, value);
        if (status is null or >= 400)
            activity.SetStatus(ActivityStatusCode.Error);
    }

    public static void Delivered(MlflowLogBatch batch)
    {
        Count("metric", batch.Metrics.Count);
        Count("param", batch.Params.Count);
        Count("tag", batch.Tags.Count);
    }

    public static void Waits(long bytes) => Interlocked.Add(ref _waitingBytes, bytes);

    private static void Count(string kind, int count)
    {
        if (count > 0)
            _delivered.Add(count, new KeyValuePair<string, object?>("kind", kind));
    }
}
