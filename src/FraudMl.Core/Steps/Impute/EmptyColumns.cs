namespace FraudMl;

/// <summary>What becomes of a column in which training has no value at all.</summary>
public enum EmptyColumns
{
    /// <summary>Missing values are replaced by the constant.</summary>
    Fill,

    /// <summary>The column ends here.</summary>
    Drop,
}
