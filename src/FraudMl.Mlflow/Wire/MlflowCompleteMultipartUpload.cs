namespace FraudMl.Mlflow;

/// <summary>Ends an upload in parts.</summary>
public sealed record MlflowCompleteMultipartUpload
{
    /// <summary>Name of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The upload.</summary>
    public required string UploadId { get; init; }

    /// <summary>What the store answered for each part.</summary>
    public IReadOnlyList<MlflowMultipartPart> Parts { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
