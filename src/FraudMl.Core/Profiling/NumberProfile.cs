namespace FraudMl.Profiling;

/// <summary>Moments, quantiles and relation to the label of a number column, over the rows that have a value.</summary>
public sealed record NumberProfile
{
    /// <value>The mean.</value>
    public required double Mean { get; init; }

    /// <value>The population standard deviation (divisor n).</value>
    public required double StandardDeviation { get; init; }

    /// <value>The skewness, m₃ / m₂^1.5 without correction for small samples; null when the column is constant.</value>
    public double? Skewness { get; init; }

    /// <value>The excess kurtosis, m₄ / m₂² − 3; null when the column is constant.</value>
    public double? Kurtosis { get; init; }

    /// <value>Whether every value is a whole number.</value>
    public bool IsInteger { get; init; }

    /// <value>The number of zeros.</value>
    public int ZeroCount { get; init; }

    /// <value>The smallest value.</value>
    public required double Minimum { get; init; }

    /// <value>The quantile of 0.01, interpolated linearly (Hyndman and Fan, type 7), as are the others.</value>
    public double Quantile01 { get; init; }

    /// <value>The quantile of 0.05.</value>
    public double Quantile05 { get; init; }

    /// <value>The lower quartile.</value>
    public required double LowerQuartile { get; init; }

    /// <value>The median.</value>
    public required double Median { get; init; }

    /// <value>The upper quartile.</value>
    public required double UpperQuartile { get; init; }

    /// <value>The quantile of 0.95.</value>
    public double Quantile95 { get; init; }

    /// <value>The quantile of 0.99.</value>
    public double Quantile99 { get; init; }

    /// <value>The largest value.</value>
    public required double Maximum { get; init; }

    /// <value>The point-biserial correlation with the label (Pearson's, label 0 or 1); null without both classes or when
    /// the column is constant.</value>
    public double? LabelCorrelation { get; init; }
}

/// <summary>A bin of equal width.</summary>
/// <param name="Low">The lower end, inclusive.</param>
/// <param name="High">The upper end, exclusive but in the last bin.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="FraudCount">The number of frauds; null without a label.</param>
public sealed record HistogramBin(double Low, double High, int Count, int? FraudCount);
