namespace FraudMl;

/// <summary>Options of a <see cref="VelocityStore"/>.</summary>
public sealed record VelocityStoreOptions : ValidatedOptions
{
    /// <value>
    /// How far an event may lie behind the newest one of the whole store and still be recorded, and ahead of <see cref="Clock"/>; from
    /// zero to 365 days. Memory grows with it: events are kept for the longest window, its delay and this. Default one hour.
    /// </value>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromHours(1);

    /// <value>
    /// The clock that refuses events from the future, of which one would make all others late for good; null for none, when times count
    /// from before 1970 or are made up. Default: the system's.
    /// </value>
    public TimeProvider? Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Lateness < TimeSpan.Zero || Lateness > TimeSpan.FromDays(365))
            yield return $"Lateness must be between zero and 365 days. Got {Lateness} instead.";
    }
}
