namespace FraudMl.Mlflow;

/// <summary>Deletes a tag of a registered model.</summary>
public sealed record MlflowDeleteRegisteredModelTag
{
    /// <summary>The model.</summary>
    public required string Name { get; init; }

    /// <summary>Key of the tag.</summary>
    public required string Key { get; init; }
}
