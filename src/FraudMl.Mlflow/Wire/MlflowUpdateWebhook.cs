namespace FraudMl.Mlflow;

/// <summary>Changes a webhook; what is not set stays.</summary>
public sealed record MlflowUpdateWebhook
{
    /// <summary>The webhook.</summary>
    public required string WebhookId { get; init; }

    /// <summary>Display name.</summary>
    public string? Name { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Where deliveries are posted.</summary>
    public string? Url { get; init; }

    /// <summary>What it is told. Empty: as before.</summary>
    public IReadOnlyList<MlflowWebhookEvent> Events { get => field ?? []; init; }

    /// <summary>The key that signs deliveries.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether it is told anything now.</summary>
    public MlflowWebhookStatus? Status { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
