namespace FraudMl.Mlflow;

/// <summary>Gives up an upload in parts.</summary>
public sealed record MlflowAbortMultipartUpload
{
    /// <summary>Name of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The upload.</summary>
    public required string UploadId { get; init; }
}
