using System.Globalization;

namespace FraudMl;

/// <summary>How evaluated rows are split into segments and what is measured in each.</summary>
public sealed record SegmentOptions : ValidatedOptions
{
    /// <value>The most segments by the values of a column, at least 2; the rest is one more, <c>other</c>. Default 12.</value>
    [Rule(AtLeast = 2)]
    public int SegmentCount { get; init; } = 12;

    /// <value>The bands of about equal size of a number with more values than segments, at least 2. Default 5.</value>
    [Rule(AtLeast = 2)]
    public int BandCount { get; init; } = 5;

    /// <value>The length of a period of time. Default: a week, where that makes 4 to 80 periods, else four weeks, a day, six hours or
    /// an hour.</value>
    public TimeSpan? Period { get; init; }

    /// <value>The metrics; by default average precision, precision and recall.</value>
    public IReadOnlyList<Metric> Metrics { get; init; } =
        [FraudMl.Metrics.AveragePrecision, FraudMl.Metrics.Precision, FraudMl.Metrics.Recall];

    /// <value>The bootstrap draws behind the intervals of a segment; default 500. 0 leaves them out.</value>
    [Rule(AtLeast = 0)]
    public int DrawCount { get; init; } = 500;

    /// <value>The seed of the draws; default 42.</value>
    public int Seed { get; init; } = 42;

    /// <value>The threads that draw; by default one per processor. The result does not depend on it.</value>
    [Rule(AtLeast = 1)]
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Period is { } period && period < TimeSpan.FromMinutes(1))
            yield return $"Period must be at least a minute. Got {period.ToString("c", CultureInfo.InvariantCulture)} instead.";
    }
}
