namespace FraudMl;

/// <summary>Which classes a cleaning method may take rows from.</summary>
public enum CleanedClasses
{
    /// <summary>The larger class only.</summary>
    Larger,

    /// <summary>Both classes.</summary>
    Both,

    /// <summary>The smaller class only.</summary>
    Smaller,
}
