namespace FraudMl;

/// <summary>Options of <c>Concat</c>.</summary>
public sealed record ConcatOptions : ValidatedOptions
{
    /// <value>Whether a column that a part does not have is missing in its rows. Default false: it is an error, as it may
    /// be a misspelt name.</value>
    public bool FillAbsent { get; init; }
}
