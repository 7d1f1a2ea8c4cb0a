namespace FraudMl.Mlflow;

/// <summary>The files of a run or logged model.</summary>
public sealed record MlflowArtifactPage
{
    /// <summary>URI the paths are relative to.</summary>
    public string? RootUri { get; init; }

    /// <summary>Files and folders.</summary>
    public IReadOnlyList<MlflowFileInfo> Files { get => field ?? []; init; }

    /// <summary>Token of the next page, if there is one.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
