namespace FraudMl.Mlflow;

/// <summary>Changes the description of a registered model.</summary>
public sealed record MlflowUpdateRegisteredModel
{
    /// <summary>The model.</summary>
    public required string Name { get; init; }

    /// <summary>New description; absent clears it.</summary>
    public string? Description { get; init; }
}
