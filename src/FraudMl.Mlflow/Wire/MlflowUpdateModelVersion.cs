namespace FraudMl.Mlflow;

/// <summary>Changes the description of a model version.</summary>
public sealed record MlflowUpdateModelVersion
{
    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>New description; absent clears it.</summary>
    public string? Description { get; init; }
}
