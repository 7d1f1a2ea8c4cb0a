namespace FraudMl;

/// <summary>How bootstrap draws become an interval.</summary>
public enum IntervalMethod
{
    /// <summary>Bias-corrected and accelerated (Efron 1987): the quantiles are moved by the draws' bias and the metric's skewness.</summary>
    BiasCorrected,

    /// <summary>The plain 2.5 % and 97.5 % quantiles of the draws.</summary>
    Percentile,
}
