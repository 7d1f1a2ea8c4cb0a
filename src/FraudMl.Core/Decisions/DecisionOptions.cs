namespace FraudMl.Decisions;

/// <summary>Options that every decision rule has.</summary>
public abstract record DecisionOptions : ValidatedOptions
{
    /// <value>What becomes of a transaction that can't be decided. Default flagged.</value>
    public Undecidable Undecidable { get; init; }
}
