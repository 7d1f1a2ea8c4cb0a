namespace FraudMl.Mlflow;

/// <summary>Asks for a trial delivery.</summary>
public sealed record MlflowTestWebhook
{
    /// <summary>The webhook.</summary>
    public required string WebhookId { get; init; }

    /// <summary>What to tell it. Default: the first of its events.</summary>
    public MlflowWebhookEvent? Event { get; init; }
}
