namespace FraudMl.Mlflow;

/// <summary>Deletes a tag of a run.</summary>
public sealed record MlflowDeleteRunTag
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Key of the tag.</summary>
    public required string Key { get; init; }
}
