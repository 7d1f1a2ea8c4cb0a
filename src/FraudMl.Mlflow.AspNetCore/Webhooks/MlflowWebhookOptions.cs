namespace FraudMl.Mlflow;

/// <summary>How much a receiver of webhooks believes.</summary>
public sealed record MlflowWebhookOptions
{
    /// <summary>How far a delivery's time may be from this machine's; within it, a delivery that was handled is not taken again.</summary>
    /// <value>Above zero, at most an hour. Default: 5 minutes.</value>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest delivery, in bytes.</summary>
    /// <value>At least 1,024. Default: 1 MiB.</value>
    public int MaxBodyBytes { get; init; } = 1 << 20;

    internal void Check()
    {
        if (Tolerance <= TimeSpan.Zero || Tolerance > TimeSpan.FromHours(1))
            throw new ArgumentException($"The MlflowWebhookOptions are invalid: Tolerance must be above zero and at most an hour. "
                + $"Got {Tolerance} instead.");
        if (MaxBodyBytes < 1_024)
            throw new ArgumentException($"The MlflowWebhookOptions are invalid: MaxBodyBytes must be at least 1024. "
                + $"Got {MaxBodyBytes} instead.");
    }
}
