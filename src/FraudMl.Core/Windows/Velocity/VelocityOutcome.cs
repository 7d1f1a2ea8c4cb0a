namespace FraudMl;

/// <summary>What became of an event that was given to an <see cref="IVelocityStore"/>.</summary>
public enum VelocityOutcome
{
    /// <summary>It was recorded; its features are those of its time.</summary>
    Recorded,

    /// <summary>It was there already and was not counted again; its features are those of its time.</summary>
    Repeated,

    /// <summary>It came later than the store allows, or lies before −2^62; it was not recorded, and its features are missing.</summary>
    TooLate,

    /// <summary>
    /// Its time lies further ahead of the clock than the store allows, or after 2^62; it was not recorded, and its features are missing.
    /// </summary>
    TooEarly,

    /// <summary>Its time is <see cref="TimestampColumn.Missing"/>; it was not recorded, and its features are missing.</summary>
    NoTime,
}
