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

    /// <summary>The median of the rows with the same text in another column; the median of all where training saw none.</summary>
    GroupMedian,

    /// <summary>The mean of the most similar training rows, by the distance over the columns that both have.</summary>
    NearestNeighbors,
}
