using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FraudMl.Serving;

/// <summary>Durations, batch sizes and decisions as metrics, and a span per scored request; never a feature value.</summary>
internal sealed class ScoringTelemetry
{
    public const string Name = "FraudMl.Serving";
    public const string Duration = "fraudml.scoring.duration";
    public const string BatchSize = "fraudml.scoring.batch.size";
    public const string Decisions = "fraudml.scoring.decisions";

    private static readonly ActivitySource Activities = new(Name);

    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _score;
    private readonly Counter<long> _decisions, _canary;

    public ScoringTelemetry(IMeterFactory meters)
    {
        Meter meter = meters.Create(Name);
        _duration = meter.CreateHistogram(
            Duration, "s", "Duration of parsing and scoring a request.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                0.05, 0.1, 0.25] });
        _batchSize = meter.CreateHistogram(
            BatchSize, "{transaction}", "Transactions of a request.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000] });
        _score = meter.CreateHistogram(
            "fraudml.scoring.score", "1", "Probabilities of fraud that transactions were given.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7,
                0.8, 0.9, 0.95, 0.99] });
        _decisions = meter.CreateCounter<long>(Decisions, "{transaction}", "Transactions by decision.");
        _canary = meter.CreateCounter<long>("fraudml.canary.decisions", "{transaction}", "Transactions that the challenger answered.");
    }

    /// <summary>Tells what rows were given by a model; one that is no number is left out.</summary>
    public void Scores(ServedModel served, ReadOnlySpan<double> probabilities)
    {
        if (!_score.Enabled) return;
        var tags = new TagList { { "model.name", served.Name }, { "model.version", served.Version } };
        foreach (double probability in probabilities)
        {
            if (!double.IsNaN(probability)) _score.Record(probability, tags);
        }
    }

    /// <summary>Counts rows that the challenger decided, beside their <see cref="Decided"/>.</summary>
    public void Canary(ServedModel challenger, int rowCount, int flaggedCount) => Count(_canary, challenger, rowCount, flaggedCount);

    /// <summary>Counts rows that a model decided in a request that was read for another one.</summary>
    public void Decided(ServedModel served, int rowCount, int flaggedCount) => Count(_decisions, served, rowCount, flaggedCount);

    /// <summary>Begins the span and the duration of a scoring; dispose what it returns.</summary>
    public Scoring Begin(ServedModel served)
    {
        Activity? activity = Activities.HasListeners() ? Activities.StartActivity($"score {served.Name}") : null;
        activity?.SetTag("fraudml.model.name", served.Name).SetTag("fraudml.model.version", served.Version);
        return new Scoring(this, served, activity, Stopwatch.GetTimestamp());
    }

    private void Scored(in Scoring scoring, int rowCount, int? flaggedCount, int decidedCount)
    {
        scoring.Activity?.SetTag("fraudml.scoring.batch.size", rowCount);
        if (!_duration.Enabled && !_batchSize.Enabled && !_decisions.Enabled) return;
        var tags = new TagList { { "model.name", scoring.Served.Name }, { "model.version", scoring.Served.Version } };
        _duration.Record(Stopwatch.GetElapsedTime(scoring.Start).TotalSeconds, tags);
        _batchSize.Record(rowCount, tags);
        if (flaggedCount is not { } flagged) return;
        Count(_decisions, "flagged", flagged, tags);
        Count(_decisions, "passed", decidedCount - flagged, tags);
    }

    private static void Count(Counter<long> counter, ServedModel served, int rowCount, int flaggedCount)
    {
        if (!counter.Enabled) return;
        var tags = new TagList { { "model.name", served.Name }, { "model.version", served.Version } };
        Count(counter, "flagged", flaggedCount, tags);
        Count(counter, "passed", rowCount - flaggedCount, tags);
    }

    private static void Count(Counter<long> counter, string decision, int count, TagList tags)
    {
        if (count == 0) return;
        tags.Add("decision", decision);
        counter.Add(count, tags);
    }

    /// <summary>Rows that one model is scoring; measured when they are done, and not at all when they are refused.</summary>
    public readonly record struct Scoring(ScoringTelemetry Telemetry, ServedModel Served, Activity? Activity, long Start) : IDisposable
    {
        public FraudModel Model => Served.Model;

        /// <summary>Tells how many rows were scored, and how many of them the model flagged, of those that it decided: all unless told
        /// otherwise.</summary>
        public void Done(int rowCount, int? flaggedCount = null, int? decidedCount = null) =>
            Telemetry.Scored(this, rowCount, flaggedCount, decidedCount ?? rowCount);

        public void Dispose() => Activity?.Dispose();
    }
}
