namespace FraudMl.Mlflow;

/// <summary>A URL that is told what happens in the model registry.</summary>
public sealed record MlflowWebhook
{
    /// <summary>The id the store gave it.</summary>
    public string WebhookId { get => field ?? ""; init; }

    /// <summary>Display name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Where deliveries are posted.</summary>
    public string Url { get => field ?? ""; init; }

    /// <summary>What it is told.</summary>
    public IReadOnlyList<MlflowWebhookEvent> Events { get => field ?? []; init; }

    /// <summary>Whether it is told anything now.</summary>
    public MlflowWebhookStatus Status { get; init; }

    /// <summary>Epoch milliseconds of the creation.</summary>
    public long CreationTimestamp { get; init; }

    /// <summary>Epoch milliseconds of the last change.</summary>
    public long LastUpdatedTimestamp { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
