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

    /// <value>When the store's log reaches the disk itself; a killed process loses nothing whatever it is. Default
    /// <see cref="VelocityFlush.Interval"/>.</value>
    public VelocityFlush Flush { get; set; } = VelocityFlush.Interval;

    /// <value>How often that is with <see cref="VelocityFlush.Interval"/>; more than zero, at most an hour. Default one second.</value>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <value>How many bytes of log make a new snapshot, which is written in the background; at least 4,096. Default 64 MiB.</value>
    [Rule(AtLeast = 4096)]
    public long SnapshotBytes { get; set; } = 64 << 20;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() =>
        new DurableVelocityOptions { Lateness = Lateness, Flush = Flush, FlushInterval = FlushInterval }.Problems();
}
