namespace FraudMl.Mlflow;

/// <summary>A webhook with its key as it is kept.</summary>
internal sealed record WebhookTarget(MlflowWebhook Webhook, string? KeptSecret)
{
    public override string ToString() => $"{nameof(WebhookTarget)} {{ {Webhook.WebhookId} }}";
}
