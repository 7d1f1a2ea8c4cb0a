namespace FraudMl;

/// <summary>What the options of every encoder share.</summary>
public abstract record EncoderOptions : ValidatedOptions
{
    /// <value>Whether the column that is encoded stays for later steps, to be encoded again or dropped. Default false.</value>
    public bool KeepInput { get; init; }
}
