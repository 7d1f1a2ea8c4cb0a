namespace FraudMl;

/// <summary>What a missing number is replaced by; everything is learned from training rows.</summary>
public enum Imputation
{
    /// <summary>The median of the values that are there.</summary>
    Median,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The most frequent value; the smallest on a tie.</summary>
    Mode,

    /// <summary>A constant.</summary>
    Constant,
}
