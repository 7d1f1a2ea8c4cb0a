namespace FraudMl;

/// <summary>Options of random oversampling.</summary>
public sealed record RandomOverOptions : OversamplingOptions
{
    /// <value>How far repeated rows are spread, at least 0: normal noise of this times the bandwidth of a smoothed bootstrap; null repeats
    /// them as they are. Default null.</value>
    /// <remarks>The bandwidth of a column is (4 / ((columns + 2) · rows))^(1 / (columns + 4)) times its standard deviation in the class
    /// (Menardi and Torelli, 2014).</remarks>
    [Rule(AtLeast = 0), Tune(0.1, 3)]
    public double? Shrinkage { get; init; }
}
