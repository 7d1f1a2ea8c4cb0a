namespace FraudMl.Mlflow;

/// <summary>Begins an upload in parts.</summary>
public sealed record MlflowCreateMultipartUpload
{
    /// <summary>Name of the file in the folder of the request's path.</summary>
    public required string Path { get; init; }

    /// <summary>How many parts there are.</summary>
    public required long NumParts { get; init; }
}
