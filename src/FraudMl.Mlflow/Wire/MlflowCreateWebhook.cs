namespace FraudMl.Mlflow;

/// <summary>Asks for a new webhook.</summary>
public sealed record MlflowCreateWebhook
{
    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Where deliveries are posted; https.</summary>
    public required string Url { get; init; }

    /// <summary>What it is told; at least one.</summary>
    public IReadOnlyList<MlflowWebhookEvent> Events { get => field ?? []; init; }

    /// <summary>The key that signs deliveries; it is never answered.</summary>
    public string? Secret { get; init; }

    /// <summary>Default: active.</summary>
    public MlflowWebhookStatus? Status { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
