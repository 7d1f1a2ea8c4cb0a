using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FraudMl.Serving;

/// <summary>Durations, batch sizes and decisions as metrics, and a span per scored request; never a feature value.</summary>
internal sealed class ScoringTelemetry
{
    public const string Name = "FraudMl.Serving";

    private static readonly ActivitySource Activities = new(Name);

    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _batchSize;
    private readonly Counter<long> _decisions;

    public ScoringTelemetry(IMeterFactory meters)
    {
        Meter meter = meters.Create(Name);
        _duration = meter.CreateHistogram(
            "fraudml.scoring.duration", "s", "Duration of parsing and scoring a request.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                0.05, 0.1, 0.25] });
        _batchSize = meter.CreateHistogram(
            "fraudml.scoring.batch.size", "{transaction}", "Transactions of a request.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000] });
        _decisions = meter.CreateCounter<long>("fraudml.scoring.decisions", "{transaction}", "Transactions by decision.");
    }

    public static Activity? Start(ServedModel model)
    {
        Activity? activity = Activities.StartActivity(Activities.HasListeners() ? $"score {model.Name}" : "");
        activity?.SetTag("fraudml.model.name", model.Name).SetTag("fraudml.model.version", model.Version);
        return activity;
    }

    public void Scored(ServedModel model, Activity? activity, long start, int rowCount, int flaggedCount)
    {
        activity?.SetTag("fraudml.scoring.batch.size", rowCount);
        var tags = new TagList { { "model.name", model.Name }, { "model.version", model.Version } };
        _duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
        _batchSize.Record(rowCount, tags);
        if (model.Model.Decision is null) return;
        Count("flagged", flaggedCount, tags);
        Count("passed", rowCount - flaggedCount, tags);
    }

    private void Count(string decision, int count, TagList tags)
    {
        if (count == 0) return;
        tags.Add("decision", decision);
        _decisions.Add(count, tags);
    }
}
