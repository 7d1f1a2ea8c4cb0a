namespace FraudMl;

/// <summary>Options of hash encoding.</summary>
public sealed record HashOptions : EncoderOptions
{
    /// <value>The number of columns is 2 to this power. In [1, 16], default 6: 64 columns.</value>
    [Rule(AtLeast = 1, AtMost = 16), Tune(4, 10)]
    public int BitCount { get; init; } = 6;
}
