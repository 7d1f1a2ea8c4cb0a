namespace FraudMl.Profiling;

/// <summary>What to do about a column, from nothing to much.</summary>
public enum DriftVerdict
{
    /// <summary>Nothing: as in the reference, or as far away as chance or too little matters.</summary>
    Stable,

    /// <summary>Nothing yet: too few rows to tell.</summary>
    TooFewRows,

    /// <summary>Watch it: it has moved, and not by chance.</summary>
    Watch,

    /// <summary>Act: it has moved far. Find out why; retrain where the world has changed.</summary>
    Act,
}
