namespace FraudMl.Mlflow;

/// <summary>Asks for a URL that takes one file of a run.</summary>
public sealed record MlflowCreatePresignedUpload
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Path of the file among the run's artifacts.</summary>
    public required string Path { get; init; }

    /// <summary>Seconds the URL is good for.</summary>
    public long? Expiration { get; init; }
}
