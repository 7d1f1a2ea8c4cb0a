namespace FraudMl;

/// <summary>What happens to a row that can't be read as the schema says; nothing is ever dropped silently.</summary>
public enum BadRows
{
    /// <summary>The first one is an error that names file, line, column and what was expected.</summary>
    Fail,

    /// <summary>They are set aside in a side file, counted by reason, and the other rows are read.</summary>
    Quarantine,
}
