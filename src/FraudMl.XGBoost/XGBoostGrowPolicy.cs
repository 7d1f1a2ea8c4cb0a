namespace FraudMl;

/// <summary>Which leaf XGBoost splits next.</summary>
public enum XGBoostGrowPolicy
{
    /// <summary>One nearest to the root.</summary>
    Depthwise,

    /// <summary>The one whose split lowers the loss most, as LightGBM does.</summary>
    LossGuide,
}
