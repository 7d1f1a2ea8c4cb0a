namespace FraudMl;

/// <summary>How much is made up, and what holds for the rows that are.</summary>
public abstract record OversamplingOptions : ResamplingOptions
{
    /// <value>What must hold for made-up rows and their neighbours. Default: what the columns' metadata says.</value>
    public SyntheticRules Rules { get; init; } = new();
}
