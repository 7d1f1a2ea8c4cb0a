namespace FraudMl;

/// <summary>Options of <c>JoinAsOf</c>.</summary>
public sealed record AsOfJoinOptions : MatchOptions
{
    /// <value>Whether a row of the other dataset with the very time of a transaction is too late for it. Default false: it counts.</value>
    public bool StrictlyBefore { get; init; }

    /// <value>How old the other row may be at the time of the transaction. Default null: any age.</value>
    public TimeSpan? Within { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Within is { } within && within <= TimeSpan.Zero) yield return $"Within must be longer than zero. Got {within} instead.";
    }
}
