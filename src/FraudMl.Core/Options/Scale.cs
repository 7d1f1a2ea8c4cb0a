namespace FraudMl;

/// <summary>How a numeric search range is walked.</summary>
public enum Scale
{
    /// <summary>Equal steps.</summary>
    Linear,

    /// <summary>Equal ratios; the range must be positive.</summary>
    Log,
}
