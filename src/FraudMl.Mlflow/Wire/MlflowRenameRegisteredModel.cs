namespace FraudMl.Mlflow;

/// <summary>Renames a registered model.</summary>
public sealed record MlflowRenameRegisteredModel
{
    /// <summary>The model.</summary>
    public required string Name { get; init; }

    /// <summary>The new name.</summary>
    public required string NewName { get; init; }
}
