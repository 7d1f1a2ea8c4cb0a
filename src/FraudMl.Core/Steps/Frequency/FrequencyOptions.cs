namespace FraudMl;

/// <summary>Options of frequency encoding.</summary>
public sealed record FrequencyOptions : EncoderOptions
{
    /// <value>Whether the number is the count of training rows instead of their share. Default false: a share in [0, 1].</value>
    public bool AsCount { get; init; }
}
