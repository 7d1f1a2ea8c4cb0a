namespace FraudMl.Mlflow;

/// <summary>A page of webhooks.</summary>
public sealed record MlflowWebhookPage
{
    /// <summary>The webhooks.</summary>
    public IReadOnlyList<MlflowWebhook> Webhooks { get => field ?? []; init; }

    /// <summary>Token of the next page, if there is one.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
