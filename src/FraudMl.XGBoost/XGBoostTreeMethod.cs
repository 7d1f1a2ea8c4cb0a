namespace FraudMl;

/// <summary>How XGBoost finds the thresholds that a split may choose from.</summary>
public enum XGBoostTreeMethod
{
    /// <summary>Values are put into bins once, before the first tree: the fastest.</summary>
    Hist,

    /// <summary>Values are put into bins anew for each tree, finer where the Hessians are large.</summary>
    Approx,

    /// <summary>Every value is tried: the slowest, for few rows.</summary>
    Exact,
}
