namespace FraudMl;

/// <summary>How much an evaluation computes.</summary>
public sealed record EvaluationOptions : ValidatedOptions
{
    /// <value>The bootstrap draws behind the intervals; default 2,000. 0 leaves them out, for example inside cross-validation.</value>
    [Rule(AtLeast = 0)]
    public int DrawCount { get; init; } = 2000;

    /// <value>How the draws become an interval; by default bias-corrected and accelerated.</value>
    public IntervalMethod IntervalMethod { get; init; }

    /// <value>The metrics that get an interval; by default the headline ones.</value>
    public IReadOnlyList<Metric>? IntervalMetrics { get; init; }

    /// <value>A column of the evaluated dataset whose equal values are redrawn together, for example the card; a timestamp stands for its
    /// day. By default every row is drawn by itself.</value>
    /// <remarks>Where rows are evaluated without their dataset, give <see cref="ScoredRowsOptions.Blocks"/> instead.</remarks>
    public string? BlockColumn { get; init; }

    /// <value>The seed of the draws; default 42.</value>
    public int Seed { get; init; } = 42;

    /// <value>The threads that draw; by default one per processor. The result does not depend on it.</value>
    [Rule(AtLeast = 1)]
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <value>The most points of a curve; default 500.</value>
    [Rule(AtLeast = 10)]
    public int MaxCurvePoints { get; init; } = 500;

    /// <value>The most rows of the threshold table; default 50.</value>
    [Rule(AtLeast = 10)]
    public int MaxThresholds { get; init; } = 50;
}
