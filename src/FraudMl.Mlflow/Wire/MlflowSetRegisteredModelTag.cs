namespace FraudMl.Mlflow;

/// <summary>Sets a tag of a registered model.</summary>
public sealed record MlflowSetRegisteredModelTag
{
    /// <summary>The model.</summary>
    public required string Name { get; init; }

    /// <summary>Key of the tag.</summary>
    public required string Key { get; init; }

    /// <summary>Value.</summary>
    public required string Value { get; init; }
}
