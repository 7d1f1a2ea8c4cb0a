namespace FraudMl.Mlflow;

/// <summary>A file or folder among the artifacts.</summary>
public sealed record MlflowFileInfo
{
    /// <summary>Path relative to the root that was listed, with forward slashes.</summary>
    public string Path { get => field ?? ""; init; }

    /// <summary>Whether it is a folder.</summary>
    public bool IsDir { get; init; }

    /// <summary>Size in bytes; absent for folders and, on some servers, for empty files.</summary>
    public long? FileSize { get; init; }
}
