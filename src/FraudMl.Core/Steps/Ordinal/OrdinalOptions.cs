namespace FraudMl;

/// <summary>Options of ordinal encoding.</summary>
public sealed record OrdinalOptions : EncoderOptions
{
    /// <value>The number of a category that training did not see; null for a missing number. Default −1.</value>
    [Rule]
    public double? UnknownValue { get; init; } = -1;

    /// <value>The number of a missing text; null makes missing a category, the last, where training had it. Default null.</value>
    [Rule]
    public double? MissingValue { get; init; }

    /// <value>Whether a category that training did not see is an error instead. Default false.</value>
    public bool RefuseUnknown { get; init; }
}
