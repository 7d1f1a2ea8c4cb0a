namespace FraudMl;

/// <summary>Moments, quantiles and relation to the label of a number column, over the rows that have a value.</summary>
public sealed record NumberProfile
{
    /// <value>The mean.</value>
    public required double Mean { get; init; }

    /// <value>The population standard deviation (divisor n).</value>
    public required double StandardDeviation { get; init; }

    /// <value>The smallest value.</value>
    public required double Minimum { get; init; }

    /// <value>The lower quartile, interpolated linearly (Hyndman and Fan, type 7), as are the others.</value>
    public required double LowerQuartile { get; init; }

    /// <value>The median.</value>
    public required double Median { get; init; }

    /// <value>The upper quartile.</value>
    public required double UpperQuartile { get; init; }

    /// <value>The largest value.</value>
    public required double Maximum { get; init; }

    /// <value>The point-biserial correlation with the label (Pearson's, label 0 or 1); null without both classes or when the column is constant.</value>
    public double? LabelCorrelation { get; init; }

    /// <value>The ROC-AUC of the column as a score by itself; below 0.5 when frauds have the smaller values; null without both classes.</value>
    public double? RocAuc { get; init; }
}
