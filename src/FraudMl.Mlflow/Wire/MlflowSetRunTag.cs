namespace FraudMl.Mlflow;

/// <summary>Sets a tag of a run.</summary>
public sealed record MlflowSetRunTag
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Key of the tag.</summary>
    public required string Key { get; init; }

    /// <summary>Value; cut at 8,000 characters.</summary>
    public required string Value { get; init; }
}
