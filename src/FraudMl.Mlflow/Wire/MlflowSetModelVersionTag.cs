namespace FraudMl.Mlflow;

/// <summary>Sets a tag of a model version.</summary>
public sealed record MlflowSetModelVersionTag
{
    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Key of the tag.</summary>
    public required string Key { get; init; }

    /// <summary>Value.</summary>
    public required string Value { get; init; }
}
