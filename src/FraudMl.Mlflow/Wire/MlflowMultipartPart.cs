namespace FraudMl.Mlflow;

/// <summary>A part that was uploaded.</summary>
public sealed record MlflowMultipartPart
{
    /// <summary>Number of the part, from 1.</summary>
    public int PartNumber { get; init; }

    /// <summary>The store's ETag for it.</summary>
    public string Etag { get => field ?? ""; init; }

    /// <summary>Where it went.</summary>
    public string? Url { get; init; }
}
