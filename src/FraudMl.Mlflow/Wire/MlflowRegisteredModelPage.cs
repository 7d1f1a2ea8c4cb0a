namespace FraudMl.Mlflow;

/// <summary>A page of registered models.</summary>
public sealed record MlflowRegisteredModelPage
{
    /// <summary>The models.</summary>
    public IReadOnlyList<MlflowRegisteredModel> RegisteredModels { get => field ?? []; init; }

    /// <summary>Token of the next page, if there is one.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
