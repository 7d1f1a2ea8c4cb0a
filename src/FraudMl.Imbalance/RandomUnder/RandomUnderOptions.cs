namespace FraudMl;

/// <summary>Options of random undersampling.</summary>
public sealed record RandomUnderOptions : ResamplingOptions
{
    /// <value>Whether a row may be kept more than once. Default false.</value>
    public bool WithReplacement { get; init; }
}
