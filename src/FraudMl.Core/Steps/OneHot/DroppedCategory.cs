namespace FraudMl;

/// <summary>Which category of each column gets no indicator, so that the others don't add up to 1.</summary>
public enum DroppedCategory
{
    /// <summary>None.</summary>
    None,

    /// <summary>The first.</summary>
    First,

    /// <summary>The first of columns with exactly two categories.</summary>
    FirstIfBinary,
}
