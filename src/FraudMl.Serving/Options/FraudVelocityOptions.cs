namespace FraudMl.Serving;

/// <summary>How a server keeps the recent events of every entity and gives raw transactions their window features; bound from
/// <c>FraudScoring:Velocity</c>.</summary>
/// <remarks><see cref="FraudScoringOptions.IdColumn"/> tells transactions from each other: one that is sent again is not counted twice.
/// Without it every transaction counts as a new one.</remarks>
public sealed record FraudVelocityOptions : ValidatedOptions
{
    /// <value>The directory of the store, which one process at a time may open. Default empty: requests bring the features.</value>
    public string Directory { get; set; } = "";

    /// <value>
    /// How far a transaction may lie behind the newest one and still be recorded, and ahead of the clock; from zero to 365 days. Default
    /// one hour.
    /// </value>
    public TimeSpan Lateness { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => new VelocityStoreOptions { Lateness = Lateness }.Problems();
}
