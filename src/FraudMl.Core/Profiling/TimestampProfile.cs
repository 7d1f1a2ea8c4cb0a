namespace FraudMl;

/// <summary>The first and the last time of a timestamp column.</summary>
/// <param name="First">Microseconds since 1970, or since where the source counts from.</param>
/// <param name="Last">Microseconds since the same point.</param>
public sealed record TimestampProfile(long First, long Last);
