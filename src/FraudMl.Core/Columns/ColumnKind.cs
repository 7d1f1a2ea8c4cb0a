namespace FraudMl;

/// <summary>How a column's values are stored.</summary>
public enum ColumnKind
{
    /// <summary>32-bit floating point; NaN is missing.</summary>
    Number,

    /// <summary>Codes into a dictionary of distinct texts.</summary>
    Text,

    /// <summary>64-bit microseconds since the epoch, or since the first event where the source counts from there.</summary>
    Timestamp,
}
