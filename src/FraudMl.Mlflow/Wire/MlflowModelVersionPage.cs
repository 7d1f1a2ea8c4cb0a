namespace FraudMl.Mlflow;

/// <summary>A page of model versions.</summary>
public sealed record MlflowModelVersionPage
{
    /// <summary>The versions.</summary>
    public IReadOnlyList<MlflowModelVersion> ModelVersions { get => field ?? []; init; }

    /// <summary>Token of the next page, if there is one.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
