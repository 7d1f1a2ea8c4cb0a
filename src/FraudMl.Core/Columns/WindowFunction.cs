namespace FraudMl;

/// <summary>What is computed over the events inside a window.</summary>
public enum WindowFunction
{
    /// <summary>The number of events.</summary>
    Count,

    /// <summary>The sum of a column; missing values are skipped, and none is 0.</summary>
    Sum,

    /// <summary>The mean of a column; missing when no value is there.</summary>
    Mean,

    /// <summary>The standard deviation of a column with divisor n − 1; missing for fewer than two values.</summary>
    StandardDeviation,

    /// <summary>The largest value of a column; missing when no value is there.</summary>
    Max,

    /// <summary>The number of distinct texts of a column; a missing text is none.</summary>
    Distinct,

    /// <summary>The seconds since the entity's previous event inside the window; missing when there is none.</summary>
    SinceLast,

    /// <summary>The transaction's own value divided by the mean over the window; missing without a mean, or where it is 0.</summary>
    RatioToMean,

    /// <summary>The share of frauds among the events; 0 when there is none.</summary>
    Risk,
}
