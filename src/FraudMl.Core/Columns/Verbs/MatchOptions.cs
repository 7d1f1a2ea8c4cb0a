namespace FraudMl.Options;

/// <summary>What the options of every join share.</summary>
public abstract record MatchOptions : ValidatedOptions
{
    /// <value>The names of the keys in the other dataset, as many as keys, in their order. Default null: the same names.</value>
    public IReadOnlyList<string>? OtherKeys { get; init; }

    /// <value>What stands before the names of the columns that come in, for example <c>Customer_</c>. Default nothing.</value>
    public string Prefix { get; init; } = "";

    /// <value>Whether only rows with a match stay. Default false: every row stays, and the columns are missing without a match.</value>
    public bool MatchedOnly { get; init; }
}
