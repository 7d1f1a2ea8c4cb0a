namespace FraudMl;

/// <summary>Which values of a metric are better.</summary>
public enum MetricDirection
{
    /// <summary>Larger ones.</summary>
    HigherIsBetter,

    /// <summary>Smaller ones.</summary>
    LowerIsBetter,
}
