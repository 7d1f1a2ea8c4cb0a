namespace FraudMl;

/// <summary>Options of a <see cref="DurableVelocityStore"/>.</summary>
public sealed record DurableVelocityOptions : ValidatedOptions
{
    /// <value>
    /// How far an event may lie behind the newest one of the whole store and still be recorded, and ahead of <see cref="Clock"/>; from
    /// zero to 365 days. A directory keeps the one that it was made with. Default one hour.
    /// </value>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromHours(1);

    /// <value>The clock that refuses events from the future; null for none. Default: the system's.</value>
    public TimeProvider? Clock { get; init; } = TimeProvider.System;

    /// <value>When the log is written to the disk itself. Default <see cref="VelocityFlush.Interval"/>.</value>
    public VelocityFlush Flush { get; init; } = VelocityFlush.Interval;

    /// <value>How often that happens with <see cref="VelocityFlush.Interval"/>; more than zero, at most an hour. Default a second.</value>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <value>
    /// How many bytes of log make a new snapshot, which is written in the background, at least 4,096; a larger snapshot waits for as many
    /// bytes as it has. An event takes about 60. Default 64 MiB.
    /// </value>
    [Rule(AtLeast = 4096)]
    public long SnapshotBytes { get; init; } = 64 << 20;

    /// <value>Hears why a snapshot could not be written; the log is kept, and the next one is tried after as many bytes again.</value>
    public Action<Exception>? OnSnapshotFailed { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (string problem in new VelocityStoreOptions { Lateness = Lateness }.Problems()) yield return problem;
        if (FlushInterval <= TimeSpan.Zero || FlushInterval > TimeSpan.FromHours(1))
            yield return $"FlushInterval must be more than zero and at most one hour. Got {FlushInterval} instead.";
        if (!Enum.IsDefined(Flush)) yield return $"Flush must be Never, Interval or EachEvent. Got {Flush} instead.";
    }
}
