namespace FraudMl;

/// <summary>What the quantile transformation makes of the training values.</summary>
public enum OutputDistribution
{
    /// <summary>Uniform from 0 to 1.</summary>
    Uniform,

    /// <summary>Standard normal, cut off at ±5.2.</summary>
    Normal,
}
