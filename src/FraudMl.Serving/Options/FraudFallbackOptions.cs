namespace FraudMl.Serving;

/// <summary>
/// When rules answer instead of the model; bound from the configuration section <c>FraudFallback</c>, or <c>FraudFallbacks:NAME</c> for a
/// model with a name, and checked at start.
/// </summary>
public sealed record FraudFallbackOptions : ValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "FraudFallback";

    /// <summary>The configuration section that has a section for each model with a name.</summary>
    public const string FallbacksSectionName = "FraudFallbacks";

    /// <value>The longest that scoring a block of at most 256 rows may take, above zero. It is not interrupted: a block that took longer is
    /// still answered by the model, and counts. Default 250 milliseconds.</value>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <value>How many blocks in a row must take too long, or fail, before rules answer, at least 1. Default 5.</value>
    [Rule(AtLeast = 1)]
    public int FailureCount { get; set; } = 5;

    /// <value>How long rules answer before one request tries the model again, above zero. Default 10 seconds.</value>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (TimeLimit <= TimeSpan.Zero) yield return $"TimeLimit must be above zero. Got {TimeLimit} instead.";
        if (BreakDuration <= TimeSpan.Zero) yield return $"BreakDuration must be above zero. Got {BreakDuration} instead.";
    }
}
