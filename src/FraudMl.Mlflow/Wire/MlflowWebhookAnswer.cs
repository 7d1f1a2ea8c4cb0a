namespace FraudMl.Mlflow;

/// <summary>The answer with a webhook.</summary>
public sealed record MlflowWebhookAnswer
{
    /// <summary>The webhook.</summary>
    public MlflowWebhook Webhook { get => field ?? new(); init; }
}
