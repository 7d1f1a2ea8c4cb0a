namespace FraudMl;

/// <summary>Options of calendar features.</summary>
public sealed record CalendarOptions : EncoderOptions
{
    /// <value>The parts to take. Default: hour, weekday, weekend and night.</value>
    public CalendarParts Parts { get; init; } = CalendarParts.Hour | CalendarParts.Weekday | CalendarParts.Weekend | CalendarParts.Night;

    /// <value>Whether hour, weekday and month become sine and cosine of 2π · part / period, with periods 24, 7 and 12.
    /// Default false: numbers.</value>
    public bool Cyclic { get; init; }

    /// <value>The time zone whose clocks count, for example <c>Europe/Paris</c>. Default null: UTC.</value>
    /// <remarks>Its changes of the clocks from 1970 to 2099, as this machine knows them, are stored with the model.</remarks>
    public string? TimeZone { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Parts == CalendarParts.None) yield return "Parts must name at least one part. Got None instead.";
        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return $"TimeZone must be a time zone of this machine, such as Europe/Paris. Got '{TimeZone}' instead.";
    }
}
