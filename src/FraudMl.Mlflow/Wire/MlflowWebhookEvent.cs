namespace FraudMl.Mlflow;

/// <summary>Something that happens in the model registry.</summary>
/// <param name="Entity">What it happens to.</param>
/// <param name="Action">What happens.</param>
public sealed record MlflowWebhookEvent(MlflowWebhookEntity Entity, MlflowWebhookAction Action);
