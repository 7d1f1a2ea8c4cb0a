namespace FraudMl.Mlflow;

/// <summary>Where the files of a model version are.</summary>
public sealed record MlflowArtifactUri
{
    /// <summary>The URI.</summary>
    public string ArtifactUri { get => field ?? ""; init; }
}
